"""The words by which certificates are found."""

from django.db import models

from accounts.models import Team
from certificates.models.certificate import Certificate


class SearchWord(models.Model):
    """One word of one certificate (`certificates.search.words_of`); written once, with the certificate."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+", db_index=False)
    certificate = models.ForeignKey(
        Certificate, on_delete=models.CASCADE, related_name="search_words", db_index=False
    )
    # Bytes, not text: databases order text by the rules of a language, which a prefix cannot be looked up in.
    word = models.BinaryField(max_length=96)

    class Meta:
        indexes = [
            # From a word to its certificates, and from a certificate to whether it has a word.
            models.Index(fields=["team", "word", "certificate"], name="search_word_to_certificate"),
            models.Index(fields=["certificate", "word"], name="search_certificate_to_word"),
        ]

    def __str__(self) -> str:
        return bytes(self.word).decode()
