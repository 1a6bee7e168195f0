from itertools import islice

from django.db import migrations

from certificates.search import words_of


def index_what_was_issued(apps, schema_editor):
    """The words of certificates that are there already; later ones write theirs when they are issued."""
    Certificate = apps.get_model('certificates', 'Certificate')
    SearchWord = apps.get_model('certificates', 'SearchWord')
    found = Certificate.objects.only('team_id', 'recipient_name', 'number', 'code', 'recipient_email')
    certificates = found.order_by('pk').iterator(chunk_size=500)
    while batch := list(islice(certificates, 500)):
        SearchWord.objects.bulk_create(
            SearchWord(team_id=certificate.team_id, certificate_id=certificate.pk, word=word)
            for certificate in batch
            for word in words_of(
                name=certificate.recipient_name,
                number=certificate.number,
                code=certificate.code,
                email=certificate.recipient_email,
            )
        )


class Migration(migrations.Migration):

    dependencies = [
        ('certificates', '0002_find_filter_and_correct'),
    ]

    operations = [
        migrations.RunPython(index_what_was_issued, migrations.RunPython.noop),
    ]
