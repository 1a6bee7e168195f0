"""Headings under which spreadsheets of the world hold a value, in the languages of the shipped fonts.

Written as people write them; whoever compares normalises case, accents and punctuation.
"""

_HEADINGS = {
    "recipient.name": """
        name | full name | recipient | recipient name | participant | participant name | attendee |
        student | student name | learner | learner name | graduate | employee name | holder |
        awarded to | nom | nom complet | nom et prénom | participant(e) | bénéficiaire | nombre |
        nombre completo | nombre y apellidos | alumno | estudiante | participante | nome |
        nome completo | aluno | nome e cognome | nominativo | partecipante | vollständiger name |
        vor- und nachname | teilnehmer | teilnehmerin | naam | volledige naam | имя | имя и фамилия | фамилия и имя | фио |
        ф.и.о. | полное имя | участник | слушатель | студент | ім'я | піб | imię i nazwisko | όνομα |
        ονοματεπώνυμο | ad soyad | adı soyadı | isim | الاسم | الاسم الكامل | اسم المتدرب |
        اسم الطالب | שם | שם מלא | שם המשתתף | नाम | पूरा नाम | प्रतिभागी का नाम | ชื่อ |
        ชื่อ-นามสกุล | ชื่อ นามสกุล | họ và tên | nama | nama lengkap | 姓名 | 名字 | 学员姓名 | 學員姓名 |
        氏名 | 名前 | お名前 | 受講者名 | 이름 | 성명 | 성함
    """,
    "recipient.email": """
        email | e-mail | email address | e-mail address | mail | recipient email |
        participant email | courriel | adresse e-mail | adresse électronique | correo |
        correo electrónico | endereço de e-mail | indirizzo e-mail | posta elettronica |
        e-mail-adresse | e-mailadres | adres e-mail | e-posta | почта | эл. почта |
        электронная почта | електронна пошта | ηλεκτρονικό ταχυδρομείο | البريد الإلكتروني |
        الايميل | דוא״ל | אימייל | ईमेल | อีเมล | 电子邮件 | 电子邮箱 | 邮箱 | 電子郵件 | メール | メールアドレス | 이메일 |
        전자우편
    """,
    "recipient.organisation": """
        organisation | organization | company | employer | institution | school | club |
        entreprise | société | empresa | organización | azienda | firma | unternehmen |
        организация | компания | المؤسسة | الشركة | ארגון | संस्था | บริษัท | 公司 | 单位 | 会社名 | 所属 |
        회사 | 소속
    """,
    "course.title": """
        course | course title | course name | training | programme | program | workshop | class |
        module | subject | cours | formation | intitulé de la formation | curso | taller |
        formación | corso | kurs | kurstitel | schulung | lehrgang | cursus | opleiding |
        szkolenie | курс | название курса | обучение | тренинг | навчання | μάθημα | σεμινάριο |
        eğitim | الدورة | اسم الدورة | البرنامج | קורס | שם הקורס | पाठ्यक्रम | कोर्स | หลักสูตร |
        khóa học | kursus | 课程 | 课程名称 | 課程 | 培训 | コース | 講座 | 講座名 | 研修名 | 과정 | 과정명 | 교육명
    """,
    "course.hours": """
        hours | duration | course hours | credit hours | contact hours | total hours | heures |
        durée | horas | duración | carga horária | ore | durata | stunden | dauer | uren |
        godziny | часы | количество часов | години | ώρες | saat | الساعات | عدد الساعات | שעות |
        घंटे | ชั่วโมง | 课时 | 学时 | 時間 | 受講時間 | 시간 | 교육시간
    """,
    "course.grade": """
        grade | mark | result | note | mention | calificación | nota | voto | cijfer | ocena |
        оценка | оцінка | βαθμός | التقدير | الدرجة | ציון | श्रेणी | เกรด | 成绩 | 等级 | 成績 | 評価 |
        성적 | 등급
    """,
    "course.score": """
        score | points | percentage | percent | puntos | pontos | punkte | баллы | النتيجة | 分数 |
        得点 | 점수
    """,
    "course.date": """
        course date | date | date of course | training date | completion date | completed on |
        end date | date de formation | fecha | fecha del curso | data do curso | kursdatum |
        datum | дата | дата обучения | التاريخ | תאריך | तारीख | วันที่ | 日期 | 受講日 | 날짜 | 교육일
    """,
    "course.location": """
        location | place | venue | city | lieu | lugar | local | luogo | ort | plaats | miejsce |
        место | город | المكان | מקום | स्थान | สถานที่ | 地点 | 場所 | 会場 | 장소
    """,
    "course.instructor": """
        instructor | trainer | teacher | tutor | facilitator | formateur | formatrice |
        instructor/a | profesor | professor | docente | dozent | trainer/in | инструктор |
        преподаватель | المدرب | מדריך | प्रशिक्षक | ผู้สอน | 讲师 | 講師 | 강사
    """,
    "recipient.name_ar": """
        name in arabic | arabic name | name (arabic) | nom en arabe | nombre en árabe |
        имя на арабском | الاسم بالعربية | الاسم بالعربي | الاسم العربي
    """,
    "event.title": """
        event | event title | event name | conference | congress | webinar | seminar | meeting |
        événement | conférence | evento | conferencia | conferência | conferenza | veranstaltung |
        konferenz | tagung | evenement | wydarzenie | мероприятие | конференция | захід |
        εκδήλωση | συνέδριο | etkinlik | konferans | الفعالية | المؤتمر | אירוע | כנס | कार्यक्रम |
        सम्मेलन | งาน | งานประชุม | 活动 | 会议 | 活動 | 會議 | イベント | 会議名 | 행사 | 행사명
    """,
    "award.title": """
        award | award title | prize | honour | honor | achievement | distinction | prix |
        récompense | premio | prêmio | auszeichnung | preis | prijs | nagroda | награда |
        нагорода | βραβείο | ödül | الجائزة | פרס | पुरस्कार | รางวัล | 奖项 | 獎項 | 賞 | 受賞名 | 상 |
        상장명
    """,
    "signatory.name": """
        signatory | signatory name | signed by | signature name | authorised by | authorized by |
        director | signataire | firmante | signatário | firmatario | unterzeichner |
        ondertekenaar | podpisał | подписант | підписант | υπογράφων | imzalayan | الموقّع | חותם |
        हस्ताक्षरकर्ता | ผู้ลงนาม | 签署人 | 簽署人 | 署名者 | 서명자
    """,
    "signatory.title": """
        signatory title | signatory role | signatory position | position of signatory
    """,
    "certificate.issued_on": """
        issued on | issue date | date of issue | issued | award date | date awarded |
        date de délivrance | fecha de emisión | fecha de expedición | data de emissão |
        data di rilascio | ausstellungsdatum | afgiftedatum | data wydania | дата выдачи |
        дата видачі | ημερομηνία έκδοσης | veriliş tarihi | تاريخ الإصدار | תאריך הנפקה |
        जारी करने की तिथि | วันที่ออก | 颁发日期 | 发证日期 | 発行日 | 交付日 | 발급일
    """,
    "certificate.expires_on": """
        expires on | expiry date | expiration date | valid until | valid to | expires |
        date d'expiration | valable jusqu'au | fecha de vencimiento | válido hasta |
        data de validade | scadenza | gültig bis | geldig tot | ważne do | действителен до |
        дійсний до | ημερομηνία λήξης | geçerlilik tarihi | تاريخ الانتهاء | صالح حتى | בתוקף עד |
        वैधता तिथि | วันหมดอายุ | 有效期至 | 到期日 | 有効期限 | 만료일 | 유효기간
    """,
    "certificate.language": """
        language | locale | lang | langue | idioma | lingua | sprache | taal | język | язык |
        мова | γλώσσα | dil | اللغة | שפה | भाषा | ภาษา | 语言 | 語言 | 言語 | 언어
    """,
}

# Field key -> headings, the plainest first.
KNOWN_SYNONYMS: dict[str, tuple[str, ...]] = {
    key: tuple(heading.strip() for heading in headings.split("|")) for key, headings in _HEADINGS.items()
}
