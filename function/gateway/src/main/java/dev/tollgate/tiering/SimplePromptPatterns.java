package dev.tollgate.tiering;

import java.util.regex.Pattern;

/**
 * The forms of what a small model does well, in the languages that most prompts are written in. Each is looked for in a
 * question or an instruction alone, and is bounded: callers choose the text.
 */
final class SimplePromptPatterns {
    /** Who is only polite, or asks the assistant about itself. */
    static final Pattern CHAT = opening(
            "hi+|hello|hey|yo|good (?:morning|evening|night|afternoon)|bye|thanks?|thank you|thx|cheers|ok(?:ay)?|yes|no|sure|great|cool|sorry|lol|"
                    + "please continue|continue|go on|are you|can you speak|do you (?:like|speak|have)|who are you|what'?s your name|how'?s it going|"
                    + "hallo|guten (?:tag|morgen|abend)|danke|tsch[uü]ss|bis (?:morgen|bald)|ja|nein|bonjour|bonsoir|salut|merci|au revoir|oui|non|"
                    + "hola|buenos d[ií]as|gracias|adi[oó]s|s[ií]|me oyes|ciao|buongiorno|grazie|ol[aá]|obrigad[oa]|bom dia|dank je|goedemorgen|doei|"
                    + "cze[sś][cć]|dzie[nń] dobry|dzi[eę]kuj[eę]|привет|здравствуйте|спасибо|пока|merhaba|te[sş]ekk[uü]r\\w*|selam|hej|tack|tak|"
                    + "γεια|مرحبا|شكرا|नमस्ते|धन्यवाद");

    static final Pattern CHAT_UNSPACED =
            Pattern.compile("^(?:こんにちは|こんばんは|おはよう|ありがとう|はい|いいえ|你好|您好|谢谢|再见|早上好|好的|是的|안녕|감사)");

    private static final String COUNTED =
            "(?:days?|hours?|minutes?|seconds?|weeks?|months?|years?|people|inhabitants|countries|states|provinces|"
                    + "continents|legs|eyes|teeth|bones|bits|bytes|ounces?|grams?|pounds?|kilos?|kilograms?|miles?|kilomet\\w{2,3}|met(?:er|re)s?|feet|"
                    + "inch(?:es)?|lit(?:er|re)s?|calories|letters|players|planets|strings|cards|"
                    + "tage|stunden|minuten|sekunden|wochen|einwohner|bundesl[aä]nder|meter|gramm|beine|zähne|"
                    + "jours|heures|secondes|semaines|habitants|m[eè]tres|grammes|pattes|d[eé]partements|"
                    + "d[ií]as|horas|minutos|segundos|semanas|habitantes|metros|gramos|patas|estados|pa[ií]ses|"
                    + "giorni|ore|minuti|secondi|abitanti|metri|litri|grammi|regioni|zampe|provincies|dagen|uren|minuten|inwoners|"
                    + "dni|godzin|minut|mieszka[nń]c[oó]w|wojew[oó]dztw|дней|часов|минут|секунд|метров|жителей|лет|g[uü]n|saat|dakika|"
                    + "dage|timer|dagar|timmar)";

    /** Followed by a name: a question about an idea needs more. */
    private static final String NAME =
            "(?:(?:the|der|die|das|la|le|el|il|lo|o|a|de|het) |l['’])?(?-i:\\p{Lu})\\p{L}{0,30}";

    /** A question with one short answer from an encyclopedia. Each names what it is about; a word like "when" is not enough. */
    static final Pattern FACT = opening(
            "who (?:wrote|invented|painted|discovered|composed|built|founded|won|directed|sang|sings)|"
                    + "who (?:is|was) the (?:author|president|king|queen|ceo|founder|inventor|composer|singer|first) |"
                    + "when (?:was|were|did) [^?]{1,40}\\b(?:born|die|died|founded|invented|built|begin|start|end|fall|released|published)\\b|when is (?-i:\\p{Lu})\\p{L}{0,30}|"
                    + "where (?:is|are) " + NAME + "|"
                    + "(?:what(?:'s| is| are| was| were) )?(?:the |a |an )?(?:capital|currency|population|symbol|chemical symbol|plural|opposite|synonym|past tense|"
                    + "past participle|boiling point|melting point|colou?r|official language|abbreviation|square root|square|half|time zone|default port|"
                    + "iso code|iso country code|file extension|(?:git |linux )?command|group of|first name|last name|difference between ['\"]|translation|"
                    + "word for|good rhyme) |what(?:'s| is) the (?:highest|largest|longest|tallest|smallest|biggest) (?:planet|country|city|lake|river|mountain|ocean|animal|island|desert)|"
                    + "whats? (?:'s |is )?\\d{1,4} ?%|what does (?:the )?(?:\\S{1,16} ){1,3}(?:stand for|mean|do)(?: in \\p{L}{1,12})?\\P{L}{0,4}$|"
                    + "what (?:day|time|language|colou?r|country|port|month|http) |what year (?:was|did|were) |"
                    + "which (?:year|month|port) |which (?:country|planet|continent|language|colou?r|city|ocean|river|element) (?:is|has|was|does|comes)|"
                    + "which (?:\\w{1,12} (?:command|function|keyword)|http status)|"
                    + "how (?:many|much) " + COUNTED
                    + "|how much is \\d|how long (?:do|should) i (?:boil|cook|bake) |how (?:tall|old|far|high|deep|heavy|long) (?:is|are|was) "
                    + NAME + "|"
                    + "how (?:do|to|can) (?:i |you |we )?(?:spell|pronounce|say [^?]{0,30}\\bin \\p{L}{1,14}|(?:print|exit|install|center|uppercase|comment|list|rename|undo) |"
                    + "check (?:the )?(?:node|python|java|git|npm|disk|version))|"
                    + "is \\d{1,3} (?:an? )?(?:even|odd|prime)|expand the acronym|population of|capital of|"
                    + "wer (?:hat|schrieb|malte|erfand|komponierte)(?! recht)|wann (?:ist|war|wurde|starb) [^?]{1,40}\\b(?:geboren|gestorben|gegr[uü]ndet|erfunden)|"
                    + "wann ist der tag |wo (?:liegt|ist) (?-i:\\p{Lu})\\p{L}{0,30}|wie (?:viele?|lange) (?:hat |dauert )?"
                    + COUNTED + "|wie viel ist \\d|"
                    + "wie (?:hoch|alt|lang|gro[sß]+) ist " + NAME
                    + "|wie (?:hei[sß]+t|sp[aä]t|schreibt man|sagt man) |was (?:bedeutet|hei[sß]+t) (?:\\S{0,16} ?)?\\P{L}{0,4}$|"
                    + "was (?:ist|macht) \\d|was ist die (?:hauptstadt|w[aä]hrung)|welche (?:sprache|farbe|hauptstadt) |in welche[mr] (?:jahr|land|stadt)|schreibt man|"
                    + "ist (?:der|die|das) \\w{1,20} ein|"
                    + "qui a (?:peint|[eé]crit|invent[eé]|d[eé]couvert|compos[eé])|quand (?:est (?:mort|n[eé])|a [eé]t[eé] (?:fond|construit|invent))|"
                    + "o[uù] (?:se trouve|est) " + NAME + "|combien (?:de |d')" + COUNTED
                    + "|combien (?:font|fait) \\d|"
                    + "quelle? (?:est|sont) (?:la|le|les) (?:capitale|monnaie|moiti[eé]|couleur|langue|date)|quelle heure|en quelle ann[eé]e|"
                    + "que (?:veut dire|signifie)|comment (?:dit-on|s'appelle|[eé]crit-on|lister)|on dit|"
                    + "qui[eé]n (?:escribi[oó]|pint[oó]|invent[oó]|descubri[oó])|cu[aá]ndo (?:naci[oó]|muri[oó])|d[oó]nde (?:est[aá]|queda|naci[oó]) "
                    + NAME + "|"
                    + "cu[aá]nt[oa]s " + COUNTED
                    + "|cu[aá]nto es \\d|cu[aá]l es (?:la|el) (?:capital|moneda|plural|idioma)|en qu[eé] (?:a[nñ]o|pa[ií]s)|"
                    + "qu[eé] significa|c[oó]mo se (?:dice|escribe|llama)|chi ha (?:scritto|dipinto|inventato|scoperto|composto)|quando [eè] (?:nat|mort)[oa]|"
                    + "dove (?:si trova|[eè]) " + NAME + "|quant[ie] " + COUNTED
                    + "|quanto fa \\d|qual [eèé] (?:la|il|a|o) (?:capitale|capital|moneta|moeda|feminino|plural)|"
                    + "come si (?:dice|scrive|chiama)|in (?:che|quale) anno|cosa significa|quem (?:escreveu|descobriu|pintou|inventou)|quando (?:nasceu|morreu)|"
                    + "onde (?:fica|est[aá]) " + NAME + "|em que (?:ano|pa[ií]s|continente)|quantos " + COUNTED
                    + "|como se (?:diz|escreve|chama)|o que significa|"
                    + "wie schreef|waar ligt (?-i:\\p{Lu})\\p{L}{0,30}|hoeveel " + COUNTED
                    + "|wat (?:is de hoofdstad|is het \\w{1,20} woord|betekent)|"
                    + "kto (?:napisa[lł]|namalowa[lł]|wynalaz[lł]|odkry[lł])|gdzie le[zż]y (?-i:\\p{Lu})\\p{L}{0,30}|kiedy (?:urodzi[lł]|zmar[lł]|wybuch[lł])|ile "
                    + COUNTED + "|"
                    + "jaka jest stolica|jak si[eę] (?:m[oó]wi|nazywa|pisze)|co (?:znaczy|oznacza)|"
                    + "кто (?:написал|изобр[её]л|открыл|нарисовал)|где (?:находится|расположен) (?-i:\\p{Lu})\\p{L}{0,30}|когда (?:родил|умер|началась|основа)|"
                    + "сколько (?:" + COUNTED
                    + "|будет \\d)|в каком году|как(?:ая|ой город) (?:столица|является)|что (?:значит|означает)|"
                    + "как (?:переводится|называется|пишется)|kim yazd[iı]|ka[cç] " + COUNTED
                    + "|hangi y[iı]l|hvem skrev|hvad hedder|hvorn[aå]r blev|"
                    + "hvor ligger (?-i:\\p{Lu})\\p{L}{0,30}|hvor mange " + COUNTED
                    + "|vem skrev|var ligger (?-i:\\p{Lu})\\p{L}{0,30}|hur m[aå]nga " + COUNTED + "|vad heter|"
                    + "mik[aä] on \\w{1,20} p[aä][aä]kaupunki|kuka kirjoitti|ποι[αο]ς? είναι η πρωτεύουσα|من كتب|ما هي عاصمة|कितने (?:राज्य|दिन)");

    /** Such words stand in questions of languages that do not open with them, or put no space between words. */
    static final Pattern FACT_INSIDE =
            Pattern.compile("首都|誰(?:です|が書)|いつです|どこです|何(?:メートル|人|年|日|時間|歳|個|を発明)|一番(?:長い|高い|大きい)|(?:英語|日本語)で言うと|"
                    + "的作者|在哪里|是哪里|哪一年|多少(?:天|人|米|个)?[?？]|多高|多远|多长|多大|什么意思|等于多少|のは？$|何倍|の\\d+倍|"
                    + "수도는|언제|어디|누구|몇 |(?i:\\bba[sş]kenti\\b|\\bne demek\\b|kelimesinin|राजधानी|कितने (?:राज्य|दिन))");

    /** What is done to a text that comes along, and the answer is not longer than the text. */
    static final Pattern TASK = opening(
            "translate|convert|correct (?:this|the|my|these)? ?(?:grammar|spelling|typos?|sentence|text|punctuation)|fix (?:the )?(?:grammar|spelling|typos)|proofread|shorten|capitali[sz]e|uppercase|lowercase|"
                    + "spell|rephrase|paraphrase|reword|rewrite|summari[sz]e (?:this|these|the (?:following|text|mail)|in|briefly)|tl;?dr|extract (?:(?:only|the|all|every) ){0,2}(?:\\p{L}{1,14} )?(?:dates?|e-?mails?|numbers?|phones?|names?|address\\w{0,2}|prices?|amounts?|"
                    + "cit(?:y|ies)|compan(?:y|ies)|fields?|ibans?|urls?|hashtags?|keywords?|ingredients?|entities|vendor|totals?)|"
                    + "pull (?:out )?the|(?:classify|categori[sz]e|label|tag)(?! which|: which)|detect (?:the )?(?:language|pii|spam|sentiment|tone)|sentiment|return|"
                    + "is (?:this|the following) [^?]{0,30}(?:spam|positive|negative|toxic|urgent)|which of these|"
                    + "does (?:this|the) (?:text|review|e?-?mail|message|sentence|comment|log|line)|say whether this|say(?= +in )|what language is this|"
                    + "pick (?:the|a)|find the (?:phone|email|name|date)|format|put (?:this|these|it)|reply to this|"
                    + "turn (?:[^:.?!]{0,40}) into (?:an? )?(?:json|csv|(?:bullet\\w*|numbered)? ?(?:list|points)|question|table|sentence|statement|keywords)|"
                    + "make (?:this|it) (?:all )?(?:short\\w*|longer|(?:more )?(?:formal|polite|casual|friendly)|friendlier|sound|lowercase|uppercase|plural|simpler)|"
                    + "change \\S{0,20} to|rename|round|remove the duplicate\\w*|replace|list (?:all|the)|give (?:me )?only|from the text|use the text|"
                    + "[uü]bersetze?n?|korrigiere?|fasse?|formuliere|umformulieren|extrahiere|ordne|klassifiziere|mach daraus|nenne?|k[uü]rze|"
                    + "traduis|traduire|traduisez|corrige[rz]?|r[eé]sume[rz]?|reformule[rz]?|extrais|extraire|classe[rz]?|mets|"
                    + "tradu(?:ce|zca|cir|zir|za|z|ci)|corr[ei]g(?:e|ir|i)|resume|resumir|extrae|extraia|extrai|clasifica|classifique|reformula|"
                    + "traduci|correggi|corregge|riassumi|estrai|metti|classifica|vertaal|corrigeer|vat|haal|t[lł]umacz|przet[lł]umacz|popraw|stre[sś][cć]|"
                    + "wypisz|okre[sś]l|переведи\\w*|исправь\\w*|перескажи|определи|извлеки|выдели|"
                    + "[cç]evir|d[uü]zelt|[oö]zetle|overs[aæ]t|[oö]vers[aä]tt|r[aä]tta|ترجم|صحح|लिखो");

    /** The verb comes last, or without a space. */
    static final Pattern TASK_INSIDE = Pattern.compile(
            "(?:翻译|译成|訳して|に翻訳|に訳|提取|抽出|判断(?:情感|语言)|判定して|改成|まとめて|大文字|丁寧語|번역|요약|"
                    + "(?i:(?:ye|ya|ce|ca|'ye) [cç]evir|[a-zçğıöşü]{2,20}(?:ye|ya|[cç]eye|[cç]aya) [cç]evir|अनुवाद|संक्षेप))");

    /** Something of a line or two that is to be written, or a handful of words. */
    static final Pattern SMALL = opening(
            "(?:(?:write|give|tell|suggest|show|compose|draft|create|name|recommend|sing|reply|remind)(?: me| us)?|say)?(?: with| what)? ?[^.?!]{0,40}?\\b(?:"
                    + "(?:one|two|three|1|2|3)[- ](?:lines?|sentences?|words?|ideas?)|short|brief|quick|joke|riddle|fun fact|haiku|slogan|caption|tweet|"
                    + "subject line|title|greeting|synonyms?|antonyms?|rhymes?|words that rhyme|names? for|nickname|ideas|emoji|commit message|alt text|bio|username|"
                    + "sms|birthday|thank[- ]you|out-of-office|random number|something funny|names of|vegetables|dinner)\\b|"
                    + "(?:schreibe?|gib|schlage|erz[aä]hle?|nenne?|donne|[eé]cris|raconte|propose|escribe|dime|dame|cu[eé]ntame|scrivi|dammi|escreva|diga|"
                    + "schrijf|geef|napisz|podaj|напиши|придумай|назови|yaz)[^.?!]{0,30}?\\b(?:kurze?[nrs]?|titel|witz|synonyme?|dank|slogan|blague|"
                    + "courte?|carte de v[oe]ux|titres?|felicitaci[oó]n|mensaje corto|corto|breve|tuit|sin[oó]nimos?|chiste|sinonim\\w*|augurio|barzelletta|"
                    + "frase de|kort\\w*|grap|kr[oó]tki\\w*|[zż]yczenia|коротк\\w*|назван\\w*|поздравлени\\w*|синоним\\w*)\\b");

    static final Pattern SMALL_INSIDE = Pattern.compile("一句|一文で|短い|短いメ|笑い話|笑话");

    /** A question with a bound on its answer is small. */
    static final Pattern BOUNDED = anywhere(
            "yes or no|yes/no|answer yes|(?:in )?(?:one|a single) word|(?:reply|answer|respond) (?:only )?with (?:the|one|a|exactly)|"
                    + "(?:number|translation|label|word|date|name) only|only the (?:date|number|name|label|answer|translation|city|email)|just (?:the|a) (?:number|name|quick)|"
                    + "exactly one of|one of:|positive(?:,| or| / ?|/) ?(?:negative|neutral)|ja oder nein|oui ou non|s[ií] o no|tak lub nie|да или нет|"
                    + "nur mit der \\p{L}{1,20}|short titles?|keywords|one sentence|two sentences");

    /** More of the same, or the same in another way. */
    static final Pattern AGAIN = Pattern.compile(
            "^(?:another|one more|more|shorter|longer|less|in \\p{L}{1,12}|and |und |et |y |e |same)",
            Pattern.CASE_INSENSITIVE);

    /** The answer is in an accompanying text. */
    static final Pattern GROUNDED = anywhere(
            "context|passages?|(?:text|document|article|e-?mail) below|use the text|from the text|based on the following|"
                    + "nothing but|kontext|contexte|contexto");

    static final Pattern LOOKUP = opening(
            "how (?:long|many|much|often|soon)|when|where|who|what(?:'s| is| are| does| time)|which|can i|may i|do (?:you|i)|does|is (?:there|it|the)|"
                    + "wie (?:lange|viele?|oft|hoch)|wann|wo|wer|was (?:kostet|ist)|kann ich|combien|quand|o[uù]|puis-je|cu[aá]nto|cu[aá]ndo|d[oó]nde|puedo|"
                    + "quanto|quando|dove|onde|posso|hoe (?:lang|veel)|kiedy|ile|gdzie|czy mog[eę]|сколько|когда|где|можно");

    static final Pattern ARITHMETIC = Pattern.compile(
            "^[^\\d]{0,30}\\d[\\d.,]{0,12}\\s?(?:[-+*/x×·%]|plus|minus|times|mal|por|diviso|加|减|乘)\\s?\\d{1,9}[^\\d^!]{0,12}$",
            Pattern.CASE_INSENSITIVE);

    /** Changes of form that bring what they work on in the same line. */
    static final Pattern CONVERSION = Pattern.compile(
            "^(?:convert|round|format|say|turn|make|put|translate|spell)\\b[^\\n]{0,40}(?:\\d|\\bin(?:to)? )",
            Pattern.CASE_INSENSITIVE);

    static final Pattern AGENT = Pattern.compile(
            "\\b(?:agent|autonomous|engineer|analyst|research|until|explore|plan)\\b", Pattern.CASE_INSENSITIVE);

    /** Who asks so wants a judgement, an argument, a proof or a work of art, whatever the question opens with. */
    static final Pattern JUDGEMENT = Pattern.compile(
            "(?<!\\p{L})(?:should|would|could|might|why|better|best|worth|right|wrong|safe|fair|prove|proof|expected|probabilit\\w{1,4}|chances?|optimal|"
                    + "possible|contradict\\w{0,4}|inconsisten\\w{0,3}|loopholes?|fallac\\w{1,4}|assumptions?|reasoning|refut\\w{1,3}|structure|phd|strateg\\w{1,3}|business model|joke (?:survives|works)|"
                    + "the haiku|sell|converge\\w{0,2}|diverge\\w{0,2}|theorem|equation|solutions?|colou?rs? (?:does|do)|risks?|interactions?|so that|without losing|arguments?|whether the design|"
                    + "rhymed|keep|metre|rhythm|poem|sonnet|villanelle|essay|chapter|novel|speech|thesis|reviewer|legal\\w{0,2}|law|gdpr|clauses?|puns?|evidence|"
                    + "pr[uü]fe|wechselwirkungen|warum|reim|rhythmus|gedicht|unwirksam|recht|pourquoi|po[eè]me|droit|[eé]quivalents|m[eé]trica|soneto|"
                    + "poema|por qu[eé]|por que|perch[eé]|почему|стихотворение|waarom|gedicht|dlaczego|wiersz|neden|varf[oö]r|hvorfor|"
                    + "ways?|paths?|zeros|digits?|divisors?|diagonals?|colou?rings?|permutations?|exists?|wege|m[oö]glichkeiten|teiler|fa[cç]ons|mani[eè]res|"
                    + "diviseurs|sans|maneras|formas|n lados|divisores|modi|colorazioni|maneiras|sposob\\p{L}{0,3}|способ\\p{L}{0,4}|существует)(?!\\p{L})"
                    + "|\\d!|\\^|为什么|なぜ|왜|لماذا|क्यों|何通り|多少种|方法|诗|俳句|存在",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private SimplePromptPatterns() {}

    /** In front, behind what people begin with. */
    private static Pattern opening(String forms) {
        return Pattern.compile(
                "^[\\s\\p{P}]{0,8}(?:(?:and|so|ok|please|pls|great|thanks|und|et|y|e|bitte|por favor|could you|can you|vous|hey|great|merci|en|a|и),? ){0,3}"
                        + "(?:" + forms + ")(?:(?<=\\s)|(?!\\p{L}))",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static Pattern anywhere(String words) {
        return Pattern.compile(
                "(?<!\\p{L})(?:" + words + ")(?!\\p{L})", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
