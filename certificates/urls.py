from django.urls import path

from certificates.views import downloads, jobs

app_name = "certificates"

urlpatterns = [
    path("jobs/", jobs.job_list, name="jobs"),
    path("jobs/new", jobs.job_new, name="job_new"),
    path("jobs/<uuid:job_id>", jobs.job_detail, name="job"),
    path("jobs/<uuid:job_id>/progress", jobs.job_progress, name="job_progress"),
    path("jobs/<uuid:job_id>/review", jobs.job_review, name="job_review"),
    path("jobs/<uuid:job_id>/start", jobs.job_start, name="job_start"),
    path("jobs/<uuid:job_id>/cancel", jobs.job_cancel, name="job_cancel"),
    path("jobs/<uuid:job_id>/retry", jobs.job_retry, name="job_retry"),
    path("jobs/<uuid:job_id>/certificates.zip", downloads.job_zip, name="job_zip"),
    path("jobs/<uuid:job_id>/errors", downloads.job_report, name="job_report"),
    path("certificates/<uuid:certificate_id>.pdf", downloads.certificate_pdf, name="certificate_pdf"),
]
