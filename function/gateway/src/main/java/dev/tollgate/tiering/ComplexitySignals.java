package dev.tollgate.tiering;

import dev.tollgate.route.PromptComplexity.Signal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signals of complexity in a prompt. The patterns cover the languages that most prompts are written in.
 *
 * <p>A model that is too small costs the client an answer, and one that is too large costs a cent. So wordy prompts and requests for an
 * explanation count as complex, too. No pattern backtracks over the same text, however odd it is: clients choose it.
 */
final class ComplexitySignals {
    private static final Pattern CODE = Pattern.compile(
            "```|\\b(?:def|class|static|void|import|func|fn|struct|lambda|async|await|return)\\s\\w|\\b(?:public|private) (?:class|static|void|final|interface|enum|record)\\b"
                    + "|\\b(?:const|let|var)\\s{1,4}\\w{1,40}\\s{0,4}[=;]"
                    + "|\\b(?:SELECT|INSERT|UPDATE|DELETE)\\b.{1,200}\\b(?:FROM|INTO|SET|WHERE)\\b"
                    + "|\\b\\w{1,40}\\([^()\\n]{0,80}\\)\\s{0,4}[{;]|=>|!==?|\\+=|\\+\\+|&&|\\|\\||#include|</\\w{1,20}>"
                    + "|\\b(?:Exception|Error|Traceback|NullPointer|Segmentation fault|stack ?trace)\\b");

    private static final Pattern PROGRAMMING = word(
            "algorithm|implement|refactor|debug|bug|compiler?|regex|deadlock|race condition|"
                    + "concurren\\w*|thread-?safe\\w*|complexity|unit tests?|endpoint|schema|migration|docker\\w*|kubernetes|microservices?|"
                    + "recursi\\w*|big-?o|latency|throughput|apis?|data structures?|parser|components?|state machine|function that|script that|"
                    + "python|javascript|typescript|java|rust|golang|c\\+\\+|sql|bash|terraform|react|"
                    + "implementier\\w*|algorithmus|nebenl\\w*ufig\\w*|impl[eé]ment\\w*|algorithme|algoritmo|refactori[sz]\\w*|algorytm\\w*");

    private static final Pattern MATHEMATICS = Pattern.compile(
            "[∑∫∂√∞≤≥≠∈∀∃]|(?<!\\p{L})π(?!\\p{L})|\\\\(?:frac|int|sum|sqrt|lim|begin)|\\b\\w\\s{0,4}\\^\\s{0,4}[\\w{(]|\\b\\d{0,9}[a-z]\\s{0,4}[+\\-=]\\s{0,4}\\d|d[xy]/d[xt]"
                    + "|\\b(?:proof|theorem|lemma|integral|derivative|eigenvalues?|matrix|probabilit\\w+|combinatori\\w+|modulo|"
                    + "polynomial|differential|equations?|converge\\w*|bayes\\w*|statistic\\w*|variance|standard deviation|expected value|estimate|"
                    + "beweis\\w*|wahrscheinlichkeit\\w*|ableitung|gleichung\\w*|d[eé]montre\\w*|probabilit[eé]s?|demuestra|ecuaci[oó]n|"
                    + "bewijs|afgeleide|dowód)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern REASONING = word(
            "prove|derive|analy[sz]e\\w*|analysis|compare|contrast|evaluate|critique|critically|assess|design|"
                    + "architect\\w*|optimi[sz]e\\w*|trade-?offs?|pros and cons|strategy|plan|justify|argue|arguments?|explain why|root cause|propose|"
                    + "develop|model the|simulate|(?<!this )(?<!the )(?<!of )review|diagnos\\w+|forecast|synthesi[sz]e|recommend\\w*|implications?|consequences|hypothes[ie]s|"
                    + "counterexamples?|reason(?:ing)? (?:about|through)|step[- ]by[- ]step|in depth|detailed|comprehensive|contradictions?|"
                    + "ambiguous|thorough\\w*|what if|negotiat\\w*|decision tree|discuss|outline|"
                    + "beweise\\w*|vergleiche\\w*|analysier\\w*|bewerte\\w*|entwirf|entwerfe\\w*|begr[uü]nde\\w*|erl[aä]utere|"
                    + "schritt f[uü]r schritt|ausf[uü]hrlich\\w*|strategie|"
                    + "compare[rz]|analyse[rz]|justifie[rz]?|con[cç]oi[st]|[eé]value[rz]|"
                    + "analiza\\w*|compara\\w*|eval[uú]a\\w*|dise[nñ]a\\w*|justifica\\w*|paso a paso|estrategia|confronta|progetta|"
                    + "докажи\\w*|сравни\\w*|проанализируй\\w*|обоснуй\\w*|оцени\\w*|спроектируй\\w*|"
                    + "por[oó]wnaj|udowodnij|przeanalizuj|zaprojektuj|uzasadnij|bewijs|vergelijk|analyseer|ontwerp|onderbouw");

    /** Languages that put no space between words have no word boundaries to match. */
    private static final Pattern REASONING_UNSPACED =
            Pattern.compile("分析|比较|比較|证明|証明|设计|設計|评估|評価|推导|优化|最適化|为什么|なぜ|策略|戦略|算法|アルゴリズム");

    private static final Pattern EXPLANATION =
            word("explain|why|describe|how (?:would|does|do|should|can|could|might)|what would|"
                    + "erkl[aä]re|warum|wieso|beschreibe|explique|pourquoi|explica|por qu[eé]|spiega|perch[eé]|"
                    + "объясни\\w*|почему|wyja[sś]nij|dlaczego|leg uit|waarom");

    private static final Pattern STEP = Pattern.compile(
            "(?m)^[ \\t]{0,8}(?:\\d{1,3}[.)]|[-*•])[ \\t]|\\b(?:then|next|after that|finally|additionally|as well as|and also|"
                    + "dann|danach|anschlie[sß]+end|schlie[sß]lich|ensuite|puis|enfin|luego|despu[eé]s|finalmente|poi|infine)\\b|;\\s",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern CONSTRAINT = word(
            "must(?: not)?|at least|at most|exactly|no more than|without using|only if|unless|assum\\w+|"
                    + "given that|constraints?|requirements?|ensure|within|subject to|edge cases?|each|every|including|"
                    + "muss|m[uü]ssen|mindestens|h[oö]chstens|genau|ohne|doit|au moins|au plus|sans|debe|al menos|sin usar");

    private static final Pattern QUESTION = Pattern.compile("[?？]");

    private ComplexitySignals() {}

    /**
     * Each kind of signal with its strength; 0 if there is none.
     *
     * @param own the words of the question itself, without the text that it is about
     */
    static List<Signal> in(PromptText promptText, String own) {
        String ends = promptText.ends();
        return List.of(
                new Signal("length", length(promptText.characters())),
                new Signal("wordiness", wordiness(own)),
                new Signal(
                        "code",
                        Math.min(0.75, strength(CODE, ends, 0.4, 0.15) + strength(PROGRAMMING, own, 0.35, 0.12))),
                new Signal("mathematics", strength(MATHEMATICS, own, 0.4, 0.12)),
                new Signal(
                        "reasoning",
                        Math.max(strength(REASONING, own, 0.4, 0.15), strength(REASONING_UNSPACED, own, 0.4, 0.15))),
                new Signal("explanation", strength(EXPLANATION, own, 0.2, 0.1)),
                new Signal("steps", Math.min(0.5, steps(own))),
                new Signal("constraints", strength(CONSTRAINT, own, 0.12, 0.12)));
    }

    /** Whether a text is about programs: then its verbs are no small tasks. */
    static boolean ofProgramming(String text) {
        return PROGRAMMING.matcher(text).find();
    }

    /** Whether a text has more mathematics in it than a sum. */
    static boolean ofMathematics(String text) {
        return MATHEMATICS.matcher(text).find();
    }

    /** A sentence is no signal, a page is a strong one. */
    private static double length(long characters) {
        return Math.clamp((characters - 160) / 3_000.0, 0, 1) * 0.6;
    }

    /** A simple request needs a dozen words. */
    private static double wordiness(String own) {
        return Math.clamp((PromptText.words(own) - 11) / 13.0, 0, 1) * 0.45;
    }

    /** Every prompt has one step. */
    private static double steps(String text) {
        int steps = count(STEP, text) + Math.max(0, count(QUESTION, text) - 1);
        return 0.08 * steps;
    }

    private static double strength(Pattern pattern, String text, double first, double more) {
        int found = count(pattern, text);
        return found == 0 ? 0 : Math.min(0.7, first + (found - 1) * more);
    }

    /** More than eight of a kind say nothing more. */
    private static int count(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        int count = 0;
        while (count < 8 && matcher.find()) {
            count++;
        }
        return count;
    }

    private static Pattern word(String words) {
        return Pattern.compile(
                "(?<!\\w)(?:" + words + ")(?!\\w)",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }
}
