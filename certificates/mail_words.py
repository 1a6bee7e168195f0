"""The usual words of a message with a certificate, in the language of the certificate."""

from dataclasses import dataclass

from django.utils.translation import check_for_language


@dataclass(frozen=True, slots=True)
class Words:
    """`subject` and `text` are patterns of `mail_text`; the rest stands around them."""

    subject: str
    text: str
    button: str
    or_open: str
    for_what: str
    number: str
    issued: str
    expires: str
    attached: str
    linked: str
    reason: str
    no_reply: str


ENGLISH = Words(
    subject="Your certificate: {certificate.title}",
    text="Hello {recipient.name},\n\n{issuer.name} has issued a certificate to you.",
    button="View the certificate",
    or_open="Or open this address:",
    for_what="For",
    number="Number",
    issued="Issued on",
    expires="Valid until",
    attached="The PDF is attached. Whoever gets it from you can verify it at the address above.",
    linked="You can download the PDF there. Whoever gets it from you can verify it at the address above.",
    reason="You get this message because {issuer.name} issued a certificate to you.",
    no_reply="Answers to this message are not read.",
)

# By primary language (BCP 47). Who writes a text of their own keeps the words around it.
WORDS = {
    "en": ENGLISH,
    "fr": Words(
        subject="Votre certificat : {certificate.title}",
        text="Bonjour {recipient.name},\n\n{issuer.name} vous a délivré un certificat.",
        button="Voir le certificat",
        or_open="Ou ouvrez cette adresse :",
        for_what="Pour",
        number="Numéro",
        issued="Délivré le",
        expires="Valable jusqu’au",
        attached="Le PDF est joint. Toute personne à qui vous le transmettez peut le vérifier à l’adresse ci-dessus.",
        linked="Vous pouvez y télécharger le PDF. Toute personne à qui vous le transmettez peut le vérifier à l’adresse ci-dessus.",
        reason="Vous recevez ce message parce que {issuer.name} vous a délivré un certificat.",
        no_reply="Les réponses à ce message ne sont pas lues.",
    ),
    "de": Words(
        subject="Ihr Zertifikat: {certificate.title}",
        text="Guten Tag {recipient.name},\n\n{issuer.name} hat ein Zertifikat für Sie ausgestellt.",
        button="Zertifikat ansehen",
        or_open="Oder öffnen Sie diese Adresse:",
        for_what="Für",
        number="Nummer",
        issued="Ausgestellt am",
        expires="Gültig bis",
        attached="Das PDF liegt bei. Wem Sie es geben, der kann es unter der Adresse oben prüfen.",
        linked="Dort können Sie das PDF herunterladen. Wem Sie es geben, der kann es unter der Adresse oben prüfen.",
        reason="Sie erhalten diese Nachricht, weil {issuer.name} ein Zertifikat für Sie ausgestellt hat.",
        no_reply="Antworten auf diese Nachricht werden nicht gelesen.",
    ),
    "es": Words(
        subject="Su certificado: {certificate.title}",
        text="Hola, {recipient.name}:\n\n{issuer.name} le ha emitido un certificado.",
        button="Ver el certificado",
        or_open="O abra esta dirección:",
        for_what="Por",
        number="Número",
        issued="Emitido el",
        expires="Válido hasta",
        attached="El PDF va adjunto. Quien lo reciba de usted puede verificarlo en la dirección de arriba.",
        linked="Allí puede descargar el PDF. Quien lo reciba de usted puede verificarlo en la dirección de arriba.",
        reason="Recibe este mensaje porque {issuer.name} le ha emitido un certificado.",
        no_reply="Las respuestas a este mensaje no se leen.",
    ),
    "pt": Words(
        subject="O seu certificado: {certificate.title}",
        text="Olá, {recipient.name},\n\n{issuer.name} emitiu um certificado em seu nome.",
        button="Ver o certificado",
        or_open="Ou abra este endereço:",
        for_what="Por",
        number="Número",
        issued="Emitido em",
        expires="Válido até",
        attached="O PDF está em anexo. Quem o receber de si pode verificá-lo no endereço acima.",
        linked="Lá pode descarregar o PDF. Quem o receber de si pode verificá-lo no endereço acima.",
        reason="Recebe esta mensagem porque {issuer.name} emitiu um certificado em seu nome.",
        no_reply="As respostas a esta mensagem não são lidas.",
    ),
    "it": Words(
        subject="Il Suo certificato: {certificate.title}",
        text="Buongiorno {recipient.name},\n\n{issuer.name} Le ha rilasciato un certificato.",
        button="Vedi il certificato",
        or_open="Oppure apra questo indirizzo:",
        for_what="Per",
        number="Numero",
        issued="Rilasciato il",
        expires="Valido fino al",
        attached="Il PDF è allegato. Chi lo riceve da Lei può verificarlo all’indirizzo qui sopra.",
        linked="Lì può scaricare il PDF. Chi lo riceve da Lei può verificarlo all’indirizzo qui sopra.",
        reason="Riceve questo messaggio perché {issuer.name} Le ha rilasciato un certificato.",
        no_reply="Le risposte a questo messaggio non vengono lette.",
    ),
    "nl": Words(
        subject="Uw certificaat: {certificate.title}",
        text="Beste {recipient.name},\n\n{issuer.name} heeft u een certificaat toegekend.",
        button="Certificaat bekijken",
        or_open="Of open dit adres:",
        for_what="Voor",
        number="Nummer",
        issued="Uitgegeven op",
        expires="Geldig tot en met",
        attached="De pdf is bijgevoegd. Wie hem van u krijgt, kan hem op het adres hierboven controleren.",
        linked="Daar kunt u de pdf downloaden. Wie hem van u krijgt, kan hem op het adres hierboven controleren.",
        reason="U ontvangt dit bericht omdat {issuer.name} u een certificaat heeft toegekend.",
        no_reply="Antwoorden op dit bericht worden niet gelezen.",
    ),
    "ar": Words(
        subject="شهادتك: {certificate.title}",
        text="مرحبًا {recipient.name}،\n\nأصدرت لك {issuer.name} شهادة.",
        button="عرض الشهادة",
        or_open="أو افتح هذا العنوان:",
        for_what="موضوع الشهادة",
        number="الرقم",
        issued="تاريخ الإصدار",
        expires="صالحة حتى",
        attached="ملف PDF مرفق. يمكن لكل من يستلمه منك التحقق منه على العنوان أعلاه.",
        linked="يمكنك تنزيل ملف PDF من هناك. يمكن لكل من يستلمه منك التحقق منه على العنوان أعلاه.",
        reason="وصلتك هذه الرسالة لأن {issuer.name} أصدرت لك شهادة.",
        no_reply="لا تُقرأ الردود على هذه الرسالة.",
    ),
}
# What Django knows under another tag.
_SAME = {"zh": "zh-hans", "no": "nb"}
_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"))


def words(language: str) -> Words:
    """Those of the language, English for one that is not here."""
    return WORDS.get(_primary(language), ENGLISH)


def is_right_to_left(language: str) -> bool:
    """Whether the words of the message run from right to left: those that `words` gives."""
    return _primary(language) in WORDS and _primary(language) in _RIGHT_TO_LEFT


def django_language(language: str) -> str:
    """The language by which Django writes dates; English for one that it does not know."""
    tags = (language.lower(), _primary(language), _SAME.get(_primary(language), ""))
    return next((tag for tag in tags if tag and check_for_language(tag)), "en")


def _primary(language: str) -> str:
    return language.partition("-")[0].casefold()
