package dev.tollgate.route;

import dev.tollgate.route.Complexity.Sign;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The signs of complexity in what is asked. Words are looked for in the languages that most prompts are written in. */
final class Signs {
    private static final Pattern CODE = Pattern.compile(
            "```|\\b(?:def|class|public|private|static|void|const|let|var|import|func|fn|struct|lambda|async|await|return)\\s+\\w"
                    + "|\\b(?:SELECT|INSERT|UPDATE|DELETE)\\b.+\\b(?:FROM|INTO|SET|WHERE)\\b"
                    + "|\\w+\\([^()\\n]{0,80}\\)\\s*[{;]|=>|!==?|&&|\\|\\||#include|</\\w+>"
                    + "|\\b(?:Exception|Error|Traceback|NullPointer|Segmentation fault|stack ?trace)\\b");

    private static final Pattern PROGRAMMING = word(
            "algorithm|implement|refactor|debug|compile|regex|deadlock|race condition|concurren\\w*|thread-?safe\\w*|"
                    + "complexity|unit tests?|endpoint|schema|migration|docker\\w*|kubernetes|microservices?|"
                    + "recursi\\w*|big-?o|latency|throughput|api design|data structure|"
                    + "implementier\\w*|algorithmus|nebenl\\w*ufig\\w*|impl[eé]ment\\w*|algorithme|algoritmo|refactori[sz]\\w*");

    private static final Pattern MATHEMATICS = Pattern.compile(
            "[∑∫∂√∞≤≥≠∈∀∃π]|\\\\(?:frac|int|sum|sqrt|lim|begin)|\\b\\w\\s*\\^\\s*[\\w{(]|\\b\\d*x\\s*[+\\-=]\\s*\\d|d[xy]/d[xt]"
                    + "|\\b(?:proof|theorem|lemma|integral|derivative|eigenvalues?|matrix|probabilit\\w+|combinatori\\w+|modulo|"
                    + "polynomial|differential|converge\\w*|bayes\\w*|variance|standard deviation|expected value|"
                    + "beweis\\w*|wahrscheinlichkeit\\w*|ableitung|gleichung\\w*|d[eé]montre\\w*|probabilit[eé]s?|demuestra|ecuaci[oó]n)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern REASONING = word(
            "prove|derive|analy[sz]e\\w*|analysis|compare|contrast|evaluate|critique|critically|assess|design|architect\\w*|"
                    + "optimi[sz]e\\w*|trade-?offs?|pros and cons|strategy|plan|justify|argue|explain why|root cause|"
                    + "diagnos\\w+|forecast|synthesi[sz]e|recommend\\w*|implications?|consequences|hypothes[ie]s|"
                    + "counterexamples?|reason(?:ing)? (?:about|through)|step[- ]by[- ]step|in depth|detailed|comprehensive|"
                    + "thorough\\w*|what if|negotiat\\w*|"
                    + "beweise\\w*|vergleiche\\w*|analysier\\w*|bewerte\\w*|entwirf|entwerfe\\w*|begr[uü]nde\\w*|erl[aä]utere|"
                    + "schritt f[uü]r schritt|ausf[uü]hrlich\\w*|strategie|"
                    + "compare[rz]|analyse[rz]|justifie[rz]?|con[cç]oi[st]|[eé]value[rz]|"
                    + "analiza\\w*|compara\\w*|eval[uú]a\\w*|dise[nñ]a\\w*|justifica\\w*|paso a paso|estrategia|confronta|progetta");

    /** Languages that put no space between words: no word boundaries to look for. */
    private static final Pattern REASONING_UNSPACED =
            Pattern.compile("分析|比较|比較|证明|証明|设计|設計|评估|評価|推导|优化|最適化|为什么|なぜ|策略|戦略|算法|アルゴリズム");

    private static final Pattern STEP = Pattern.compile(
            "(?m)^\\s*(?:\\d+[.)]|[-*•])\\s+\\S|\\b(?:then|next|after that|finally|additionally|as well as|and also|"
                    + "dann|danach|anschlie[sß]+end|schlie[sß]lich|ensuite|puis|enfin|luego|despu[eé]s|finalmente|poi|infine)\\b|;\\s",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern CONSTRAINT = word(
            "must(?: not)?|at least|at most|exactly|no more than|without using|only if|unless|assuming|given that|"
                    + "constraints?|requirements?|ensure|within|subject to|edge cases?|"
                    + "muss|m[uü]ssen|mindestens|h[oö]chstens|genau|ohne|doit|au moins|au plus|sans|debe|al menos|sin usar");

    private static final Pattern QUESTION = Pattern.compile("[?？]");

    private Signs() {}

    /** Each kind of sign with its strength, 0 where there is none of it. */
    static List<Sign> in(String asked) {
        return List.of(
                new Sign("length", length(asked)),
                new Sign(
                        "code",
                        Math.min(0.75, strength(CODE, asked, 0.3, 0.15) + strength(PROGRAMMING, asked, 0.35, 0.12))),
                new Sign("mathematics", strength(MATHEMATICS, asked, 0.4, 0.12)),
                new Sign(
                        "reasoning",
                        Math.max(
                                strength(REASONING, asked, 0.4, 0.15), strength(REASONING_UNSPACED, asked, 0.4, 0.15))),
                new Sign("steps", Math.min(0.5, steps(asked))),
                new Sign("constraints", strength(CONSTRAINT, asked, 0.12, 0.12)));
    }

    /** A sentence is no sign, a page is a strong one. */
    private static double length(String asked) {
        return Math.clamp((asked.length() - 160) / 3_000.0, 0, 1) * 0.6;
    }

    /** One step is what every prompt has. */
    private static double steps(String asked) {
        int steps = count(STEP, asked) + Math.max(0, count(QUESTION, asked) - 1);
        return steps == 0 ? 0 : 0.08 * steps;
    }

    private static double strength(Pattern pattern, String asked, double first, double more) {
        int found = count(pattern, asked);
        return found == 0 ? 0 : Math.min(0.7, first + (found - 1) * more);
    }

    private static int count(Pattern pattern, String asked) {
        Matcher matcher = pattern.matcher(asked);
        int count = 0;
        while (count < 8 && matcher.find()) {
            count++;
        }
        return count;
    }

    private static Pattern word(String words) {
        return Pattern.compile(
                "\\b(?:" + words + ")\\b",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }
}
