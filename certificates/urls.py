from django.urls import path

from certificates.views import (
    certificates_list,
    certificates_one,
    downloads,
    jobs,
    launch,
    review,
    single,
    wizard,
)

app_name = "certificates"

urlpatterns = [
    path("jobs/", jobs.job_list, name="jobs"),
    path("jobs/new", wizard.job_new, name="job_new"),
    path("jobs/<uuid:job_id>", jobs.job_detail, name="job"),
    path("jobs/<uuid:job_id>/progress", jobs.job_progress, name="job_progress"),
    path("jobs/<uuid:job_id>/design", wizard.job_design, name="job_design"),
    path("jobs/<uuid:job_id>/recipients", wizard.job_recipients, name="job_recipients"),
    path("jobs/<uuid:job_id>/recipients.xlsx", wizard.job_blank, name="job_blank"),
    path("jobs/<uuid:job_id>/columns", wizard.job_map, name="job_map"),
    path("jobs/<uuid:job_id>/review", review.job_review, name="job_review"),
    path("jobs/<uuid:job_id>/rows/<int:line>", review.job_row, name="job_row"),
    path("jobs/<uuid:job_id>/rows/<int:line>/picture", review.job_row_picture, name="job_row_picture"),
    path("jobs/<uuid:job_id>/rows/<int:line>.jpg", review.job_row_image, name="job_row_image"),
    path("jobs/<uuid:job_id>/options", launch.job_options, name="job_options"),
    path("jobs/<uuid:job_id>/summary", launch.job_summary, name="job_summary"),
    path("jobs/<uuid:job_id>/start", launch.job_start, name="job_start"),
    path("jobs/<uuid:job_id>/discard", launch.job_discard, name="job_discard"),
    path("jobs/<uuid:job_id>/cancel", jobs.job_cancel, name="job_cancel"),
    path("jobs/<uuid:job_id>/retry", jobs.job_retry, name="job_retry"),
    path("jobs/<uuid:job_id>/certificates.zip", downloads.job_zip, name="job_zip"),
    path("jobs/<uuid:job_id>/errors", downloads.job_report, name="job_report"),
    path("certificates/", certificates_list.certificate_list, name="certificates"),
    path("certificates/download", certificates_list.certificates_zip, name="certificates_zip"),
    path("certificates/revoke", certificates_list.certificates_revoke, name="certificates_revoke"),
    path("certificates/new", single.single_designs, name="single_designs"),
    path("certificates/new/<slug:slug>", single.single_new, name="single"),
    path("certificates/made/<uuid:job_id>", single.single_made, name="single_made"),
    path("certificates/sketches/<uuid:version_id>", single.single_sketch, name="single_sketch"),
    path("certificates/sketches/<slug:key>/state", single.single_sketch_state, name="single_sketch_state"),
    path("certificates/sketches/<slug:key>.jpg", single.single_sketch_image, name="single_sketch_image"),
    path("certificates/<uuid:certificate_id>", certificates_one.certificate, name="certificate"),
    path(
        "certificates/<uuid:certificate_id>/revoke",
        certificates_one.certificate_revoke,
        name="certificate_revoke",
    ),
    path(
        "certificates/<uuid:certificate_id>/correct",
        certificates_one.certificate_correct,
        name="certificate_correct",
    ),
    path("certificates/<uuid:certificate_id>.pdf", downloads.certificate_pdf, name="certificate_pdf"),
]
