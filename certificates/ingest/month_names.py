"""Names of the months, full and short, in the languages of the shipped fonts that write dates with them."""

import unicodedata

# Compared without accents and case. Left out: names that mean different months in two languages (listopad).
_NAMES = """
    january jan janvier janv enero ene janeiro gennaio gen januar jän jänner januari styczeń stycznia января январь янв
    січня ιανουαρίου ιαν ocak oca leden ledna januara január ianuarie tammikuu tammikuuta يناير ינואר जनवरी มกราคม
    february feb février févr fevr febrero fevereiro fev febbraio februar feber februari luty lutego февраля февраль фев
    лютого φεβρουαρίου φεβ şubat sub únor února februára február februarie helmikuu helmikuuta فبراير פברואר फरवरी फ़रवरी กุมภาพันธ์
    march mar mars marzo março marco märz maerz mrz maart mrt marzec marca марта март мар березня μαρτίου μαρ mart
    březen března marec március martie maaliskuu maaliskuuta مارس מרץ मार्च มีนาคม
    april apr avril avr abril abr aprile kwiecień kwietnia апреля апрель апр квітня απριλίου απρ nisan nis duben dubna
    apríla apríl április aprilie huhtikuu huhtikuuta أبريل ابريل אפריל अप्रैल เมษายน
    may mai mayo maio mag maggio mei maj maja мая май травня μαΐου μαι mayıs květen května mája máj május
    toukokuu toukokuuta مايو מאי मई พฤษภาคม
    june jun juin junio junho giugno giu juni czerwiec czerwca июня июнь июн червня ιουνίου ιουν haziran haz červen června
    júna jún június iunie kesäkuu kesäkuuta يونيو יוני जून มิถุนายน
    july jul juillet juil julio julho luglio lug juli lipiec lipca июля июль июл липня ιουλίου ιουλ temmuz tem
    červenec července júla júl július iulie heinäkuu heinäkuuta يوليو יולי जुलाई กรกฎาคม
    august aug août aout agosto ago augustus sierpień sierpnia августа август авг серпня αυγούστου αυγ ağustos agu
    srpen srpna augusta augusztus elokuu elokuuta أغسطس اغسطس אוגוסט अगस्त สิงหาคม
    september sep sept septembre septiembre setembro set settembre wrzesień września сентября сентябрь сен сент вересня
    σεπτεμβρίου σεπ eylül eyl září septembra szeptember septembrie syyskuu syyskuuta سبتمبر ספטמבר सितंबर सितम्बर กันยายน
    october oct octobre octubre outubro out ottobre ott oktober okt październik października октября октябрь окт жовтня
    οκτωβρίου οκτ ekim eki říjen října októbra október octombrie lokakuu lokakuuta أكتوبر اكتوبر אוקטובר अक्टूबर अक्तूबर ตุลาคม
    november nov novembre noviembre novembro ноября ноябрь ноя листопада νοεμβρίου νοε kasım kas
    novembra noiembrie marraskuu marraskuuta نوفمبر נובמבר नवंबर नवम्बर พฤศจิกายน
    december dec décembre déc diciembre dic dezembro dez dicembre dezember grudzień grudnia декабря декабрь дек грудня
    δεκεμβρίου δεκ aralık ara prosinec prosince decembra decembrie joulukuu joulukuuta ديسمبر דצמבר दिसंबर दिसम्बर ธันวาคม
"""
_YEAR = """
    january february march april may june july august september october november december
"""
_FIRST_OF_MONTH = _YEAR.split()


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in letters if not "\u0300" <= char <= "\u036f")


def _months() -> dict[str, int]:
    months: dict[str, int] = {}
    month = 0
    for word in _NAMES.split():
        if month < 12 and word == _FIRST_OF_MONTH[month]:
            month += 1
        months.setdefault(_plain(word), month)
    return months


MONTHS = _months()

# Words that stand in dates and tell nothing: articles, ordinals, "year", and the days of the week in English.
_FILLER_WORDS_WORDS = """
    st nd rd th of the de del di den der le el er ene o a г года р року yil nap den ngày monday tuesday
    wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun lundi mardi
    mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag
    lunes martes miércoles jueves viernes sábado domingo
"""
FILLER_WORDS = frozenset(_FILLER_WORDS_WORDS.split())
