package dev.tollgate.guardrail.detector;

import java.util.Locale;
import java.util.Set;
import org.apache.commons.validator.routines.DomainValidator;

/**
 * E-mail addresses as people have them, at a domain of a known or private top level. Their letters are of any script that separates
 * words: in the others, an address starts in the middle of a sentence.
 */
final class EmailScanner implements ValueScanner {
    /** RFC 5321, section 4.5.3.1. */
    private static final int LONGEST_LOCAL_PART = 64;

    private static final int LONGEST_DOMAIN = 253;
    private static final String LOCAL_SIGNS = "._%+-'";

    /** Reserved for examples and private networks, so that the list of top-level domains does not have them. */
    private static final Set<String> PRIVATE_TOP_LEVELS =
            Set.of("corp", "example", "home", "internal", "invalid", "intranet", "lan", "local", "localdomain", "test");

    @Override
    public int longest() {
        return LONGEST_LOCAL_PART + 1 + LONGEST_DOMAIN;
    }

    @Override
    public boolean mayStartWith(char first) {
        return WordEdges.isLetterOrDigit(first);
    }

    @Override
    public boolean isPossibleIn(CharSequence text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '@') {
                return true;
            }
        }
        return false;
    }

    @Override
    public int end(CharSequence text, int start) {
        int at = localEnd(text, start);
        if (at <= start || at >= text.length() || text.charAt(at) != '@' || isRepository(text, start, at)) {
            return NONE;
        }
        return addressEnd(text, at + 1, domainEnd(text, at + 1));
    }

    @Override
    public boolean isOpen(CharSequence text, int start) {
        int at = localEnd(text, start);
        return at > start
                && (at == text.length() || (text.charAt(at) == '@' && domainEnd(text, at + 1) == text.length()));
    }

    /** Behind the local part; the start if there is none, or if it has started before. */
    private static int localEnd(CharSequence text, int start) {
        boolean isInside = start > 1
                && LOCAL_SIGNS.indexOf(text.charAt(start - 1)) >= 0
                && WordEdges.isLetterOrDigit(text.charAt(start - 2));
        if (isInside) {
            return start;
        }
        int at = start;
        while (at < text.length() && at - start <= LONGEST_LOCAL_PART && isLocalPart(text.charAt(at))) {
            at++;
        }
        return at - start > LONGEST_LOCAL_PART ? start : at;
    }

    private static boolean isLocalPart(char character) {
        return WordEdges.isLetterOrDigit(character) || LOCAL_SIGNS.indexOf(character) >= 0;
    }

    /** As in git@github.com:owner/name.git, which is nobody's address. */
    private static boolean isRepository(CharSequence text, int start, int at) {
        return text.subSequence(start, at).toString().equals("git");
    }

    private static int domainEnd(CharSequence text, int start) {
        int limit = Math.min(text.length(), start + LONGEST_DOMAIN);
        int at = start;
        while (at < limit && isDomainPart(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDomainPart(char character) {
        return WordEdges.isLetterOrDigit(character) || character == '.' || character == '-';
    }

    /** The last label may be the first word of a sentence whose space is missing, so labels are given up one by one. */
    private static int addressEnd(CharSequence text, int start, int limit) {
        String domain = text.subSequence(start, limit).toString();
        int end = domain.length();
        while (end > 0) {
            int dot = domain.lastIndexOf('.', end - 1);
            if (dot <= 0 || domain.charAt(dot - 1) == '.') {
                return NONE;
            }
            if (isTopLevel(domain.substring(dot + 1, end))) {
                return start + end;
            }
            end = dot;
        }
        return NONE;
    }

    private static boolean isTopLevel(String label) {
        return !label.isEmpty()
                && (PRIVATE_TOP_LEVELS.contains(label.toLowerCase(Locale.ROOT))
                        || DomainValidator.getInstance().isValidTld(label));
    }
}
