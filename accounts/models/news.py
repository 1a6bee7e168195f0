"""News by mail: what was sent, and to whom, so that nobody gets the same twice."""

from django.db import models

from accounts.models.user import User
from iconikcerts.common.models import BaseModel


class News(BaseModel):
    """One letter. `sha256`: of subject and body; the same file, sent again, goes on where it stopped."""

    subject = models.CharField(max_length=150)
    body = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "news"

    def __str__(self) -> str:
        return self.subject

    @property
    def audit_label(self) -> str:
        return self.subject


class NewsDelivery(BaseModel):
    """That a letter was handed to the mail server for a person; written before that, so that none goes out twice."""

    news = models.ForeignKey(News, on_delete=models.CASCADE, related_name="deliveries")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="news_deliveries")

    class Meta:
        verbose_name_plural = "news deliveries"
        constraints = [models.UniqueConstraint(fields=["news", "user"], name="news_once_for_each")]

    def __str__(self) -> str:
        return f"{self.news_id} to {self.user_id}"
