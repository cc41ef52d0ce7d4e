"""Sentences and lists with room for names, from which the tagger learns what the labelled mails show too seldom.

{p}: a person's full name; {f}: a given name; {l}: a family name; {P}: 'Family, Given'; {U}: 'FAMILY Given'; {o}: an organisation.
"""

SENTENCES = (
    "hiermit melde ich {p} und {p} verbindlich an.", "Bitte tragen Sie {p}, {p} und {p} ein.", "Von uns kommen {p} und {p}.", "es kommen: {p}, {p}, {p}, {p}",
    "ich bringe {p} mit", "ich komme mit meiner Kollegin {p}", "zusammen mit meinem Mann {p} und unserer Tochter {f}", "Herr {l} und Frau {l} nehmen teil.",
    "Frau Dr. {p} wird uns vertreten, ihr Stellvertreter {p} kommt ebenfalls.", "statt {p} kommt {p}", "Anstelle von Frau {l} nimmt nun Herr {p} teil.", "{p} kann leider nicht, dafür kommt {p}.",
    "mein Name ist {p} und ich möchte mich anmelden", "ich bin {p} aus {o}", "hier {p}, {o}", "ich heiße {p}, meine Schwester {p}", "wir, {p} und {p}, sind dabei", "Familie {l} ({f}, {f}, {f} und {f})",
    "{f} und {f} {l} kommen gern", "Ich ({p}) und {p} ({o}) sind dabei.", "Die Kollegen {l}, {l} und {l} lassen sich entschuldigen.", "angemeldet sind {p} sowie {p} vom {o}", "gez. {p}", "i. A. {p}", "im Auftrag {p}",
    "{p}, Geschäftsführerin", "{p} – Vorsitzender {o}", "Mit freundlichen Grüßen {p}", "Viele Grüße {f}", "LG {f} {l}", "{p} | {o} | Tel. 0521 123456", "Ansprechpartner: {p}", "meine Mutter {p} und ich", "mein Sohn {f} ist auch dabei",
    "ich habe von {p} gehört, dass", "unser Vorsitzender {p} hat mich gebeten", "wie mit Frau {l} besprochen", "Fragen bitte an {p}", "bitte {p} von der Liste streichen", "{p} ist krank und kommt nicht", "{p} hat abgesagt",
    "Der Name ist falsch geschrieben: richtig ist {p}", "es muss {p} heißen, nicht {p}", "hallo, {f} hier", "ich bins, {f} {l}", "Name: {p}", "Namen: {p}, {p}", "Teilnehmende: {p}; {p}; {p}", "TN: {U}, {U}", "Vor- und Nachname: {p}", "1. {p} 2. {p} 3. {p}",
    "we would like to register {p} and {p}", "my name is {p}", "I will come with my husband {p}", "please add {p} to the list", "{p} cannot attend, {p} will come instead", "on behalf of {p}", "this is {p} from {o}", "kind regards {p}",
    "adım {p}, eşim {p} ile katılmak istiyorum", "{p} ve {p} katılacak", "ben {p}, arkadaşım {f} de geliyor", "yerime {p} gelecek", "Saygılarımla {p}", "{f} hanım ve {f} bey de gelecek", "kızım {f} ve oğlum {f}",
    "je m'appelle {p}, je viens avec {p}", "inscrivez {p} et {p} s'il vous plaît", "à la place de {p} viendra {p}", "nazywam się {p}, przyjdę z mężem {p}", "proszę zapisać {p} i {p}", "mă numesc {p} și vin cu {p}", "vreau să înscriu pe {p}",
    "me llamo {p}, voy con {p}", "mi chiamo {p}, vengo con {p}", "moje ime je {p}, dolazim sa {p}", "prijavljujem {p} i {p}", "unë jam {p} dhe vij me {p}", "navê min {p} e, ez û {p} tên",
    "меня зовут {p}, приду с мужем {p}", "прошу зарегистрировать {p} и {p}", "мене звати {p}, прийду разом з {p}", "прошу записати {p}, {p}", "вместо {p} придет {p}",
)
LIST_HEADS = ("Folgende Personen nehmen teil:", "Teilnehmerliste", "Namen:", "Wir kommen zu viert:", "Delegation {o}:", "Anmeldung für:", "participants:", "Katılımcılar:", "Список участников:", "hier die Liste", "Wer\tAlter\tIsst", "Nachname\tVorname\tAlter", "lfd. Nr.\tName\tFunktion", "Es kommen", "Name\tFunktion\tE-Mail", "Nr. | Name | Einrichtung")
LIST_LINES = (
    "{p}\t19\talles", "{p}\t17\thalal", "{l}\t{f}\t1", "{p}\t{o}\tVorsitz\tvegan", "1\t{p}\t{o}", "{p}", "- {p}", "• {p}", "* {p}", "1. {p}", "2) {p}", "{p}, {o}", "- {p} ({o})", "{P}", "{P}, Sachbearbeiterin", "{U}", "{p} – Leiterin", "- {p}, Jugendarbeit", "Frau {p}", "Herr {p}", "- Frau Dr. {l}", "– Herr {l}", "{p}\tTrainer\tx@example.org",
    "{p} | {o}", "{p} (vegetarisch)", "{p}: Workshop 2", "{p} <x@example.org>", "{p} Tel. 0171 2345678", "{l}\t{f}\tin Präsenz", "{f}\t{l}\t{o}", "3. Herr Dr. {p}, Dezernent", "{f} (9 Jahre)", "{p}, online", "{p} - Rollstuhl", "Frau {p} und Herr {p}",
)
TAILS = ("", "Danke!", "Mit freundlichen Grüßen", "Viele Grüße aus Hagen", "Bitte bestätigen Sie kurz.", "Tel. 0521 334455", "wir freuen uns sehr", "Der Chef kommt nicht mit.", "Best regards", "Teşekkürler", "Спасибо")
ORGANISATIONS = ("Caritasverband Nord e.V.", "AWO", "Volkshochschule", "Jugendamt", "Verein Brücke e.V.", "Stadtbibliothek", "Türkischer Elternverein", "Kita Sonnenschein", "Realschule am Park", "Sozialamt der Stadt", "Diakonie", "Nachbarschaftshaus Süd", "Integrationsrat", "Kulturzentrum", "Moscheegemeinde", "Sprachcafé", "Frauenhaus", "Freiwilligenagentur")
