package dev.tollgate.guardrail.detector;

import java.util.List;

/** Texts without a value: what prompts are made of, and what an attacker would send. */
final class PromptTexts {
    /** To be repeated. */
    static final List<String> HOSTILE = List.of(
            "@",
            "1",
            "1 ",
            "1-",
            "a@",
            "a.",
            "a.a@a.",
            "eyJ",
            "eyJhbGciOiJI.",
            "-",
            "-----BEGIN ",
            "-----BEGIN PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----\n0123456789abcdef0123456789abcdef\n",
            "sk-",
            "sk-ant-api03-",
            "+",
            "+1 ",
            "+1212",
            "0123 ",
            "::",
            "a:",
            "1.",
            "DE89 ",
            "DE893704 ",
            "4111 ",
            "born 1 ",
            "geboren 1.1.",
            "secret aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/",
            "99.99.99-",
            "AA99",
            "\\u0041");

    private static final String PROSE = """
            The committee met on a grey morning in November to discuss what the harbour might look like in 2040. Nobody had
            prepared a speech, so the chair asked each member for three sentences: what works, what does not, and what they
            would pay for. Twelve of them said the ferry; seven said "the market, before 9 o'clock". Please summarise their
            views in two paragraphs, name the points on which they agree, and list open questions as bullets. Wie viele
            Stimmen gab es für den Vorschlag, und wer war dagegen? Résumez aussi les arguments contre le projet, s'il vous
            plaît. Costs were put at 3.4 million, of which 15 % is for the quay - more than in 2019, when it was 2 million.

            """;

    private static final String CODE = """
            public final class Ledger {
                private static final int MAX_ENTRIES = 1_000;
                private final Map<String, List<Entry>> byAccount = new HashMap<>();

                /** Adds an entry; see https://example.com/docs/ledger#adding for the rules. */
                public void add(String account, long micros) {
                    if (micros < 0 || byAccount.size() >= MAX_ENTRIES) {
                        throw new IllegalArgumentException("micros=" + micros + " size=" + byAccount.size());
                    }
                    byAccount.computeIfAbsent(account, a -> new ArrayList<>()).add(new Entry(account, micros, 0x7fff));
                }
            }

            """;

    private static final String NUMBERS = "2026-11-29T10:15:30Z,1732875330,18.5,10432,0.0031,ok,771,1204.50,99\n";

    private PromptTexts() {}

    static String prose(int chars) {
        return cut(PROSE, chars);
    }

    static String code(int chars) {
        return cut(CODE, chars);
    }

    static String numbers(int chars) {
        return cut(NUMBERS, chars);
    }

    private static String cut(String text, int chars) {
        return text.repeat(chars / text.length() + 1).substring(0, chars);
    }
}
