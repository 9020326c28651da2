package dev.tollgate.guardrail.detector;

import java.util.List;
import org.apache.commons.validator.routines.InetAddressValidator;

/**
 * IPv4 and IPv6 addresses. Versions and chapters of four parts look like IPv4, so a word
 * such as "version" in front of one excludes it.
 */
final class IpAddressScanner implements ValueScanner {
    /** Of IPv6 with an IPv4 address at its end, and what decides whether it ends there. */
    private static final int LONGEST = 47;

    private static final int IPV4_PARTS = 4;
    private static final ContextWords VERSIONS = ContextWords.of(List.of(
            "version*",
            "versión",
            "versão",
            "versione",
            "wersja",
            "v",
            "release*",
            "build*",
            "oid",
            "section",
            "chapter",
            "kapitel",
            "chapitre",
            "capítulo",
            "capitolo",
            "§"));

    @Override
    public int longest() {
        return LONGEST;
    }

    @Override
    public boolean mayStartWith(char first) {
        return WordEdges.isHexDigit(first) || first == ':';
    }

    @Override
    public int end(CharSequence text, int start) {
        if (isJoined(text, start)) {
            return NONE;
        }
        int end = trimmed(text, start, runEnd(text, start));
        if (end - start < 3 || !WordEdges.isEnd(text, end)) {
            return NONE;
        }
        String run = text.subSequence(start, end).toString();
        boolean isAddress = run.indexOf(':') < 0 ? isIpv4(run) && !isVersion(text, start) : isIpv6(run);
        if (isAddress) {
            return end;
        }
        int port = run.indexOf(':');
        return port > 0 && isIpv4(run.substring(0, port)) ? start + port : NONE;
    }

    @Override
    public boolean isOpen(CharSequence text, int start) {
        int end = runEnd(text, start);
        return end == text.length() && !isJoined(text, start) && isBeginning(text, start, end);
    }

    /** A word such as "feed" is none before its colon, and no number above 255 before its dot. */
    private static boolean isBeginning(CharSequence text, int start, int end) {
        String run = text.subSequence(start, end).toString();
        if (run.indexOf(':') >= 0) {
            return run.chars().allMatch(c -> c == ':' || c == '.' || WordEdges.isHexDigit((char) c));
        }
        return run.indexOf('.') < 0 ? run.length() <= 4 : partsFit(run);
    }

    private static boolean partsFit(String run) {
        List<String> parts = List.of(run.split("\\.", -1));
        return parts.size() <= IPV4_PARTS + 1
                && parts.stream().allMatch(part -> part.isEmpty() || isByte(part))
                && !run.contains("..");
    }

    private static int runEnd(CharSequence text, int start) {
        int limit = Math.min(text.length(), start + LONGEST);
        int at = start;
        while (at < limit && isPart(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Without the full stop or colon of the sentence. */
    private static int trimmed(CharSequence text, int start, int end) {
        int at = end;
        while (at > start && (text.charAt(at - 1) == '.' || isSingleColon(text, at - 1))) {
            at--;
        }
        return at;
    }

    private static boolean isSingleColon(CharSequence text, int at) {
        return text.charAt(at) == ':' && (at == 0 || text.charAt(at - 1) != ':');
    }

    private static boolean isPart(char character) {
        return WordEdges.isHexDigit(character) || character == '.' || character == ':';
    }

    /** Whether this is a piece of something longer. */
    private static boolean isJoined(CharSequence text, int start) {
        if (start == 0) {
            return false;
        }
        char before = text.charAt(start - 1);
        return ".:-_".indexOf(before) >= 0 && (before != ':' || start < 2 || !isLabelEnd(text.charAt(start - 2)));
    }

    /** As in "ip:10.0.0.1". */
    private static boolean isLabelEnd(char character) {
        return WordEdges.isLetterOrDigit(character) && !WordEdges.isDigit(character);
    }

    private static boolean isIpv4(String run) {
        List<String> parts = List.of(run.split("\\.", -1));
        return parts.size() == IPV4_PARTS && parts.stream().allMatch(IpAddressScanner::isByte);
    }

    private static boolean isByte(String part) {
        boolean isDecimal =
                !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(Character::isDigit);
        return isDecimal && CheckDigits.value(part) <= 255 && (part.length() == 1 || part.charAt(0) != '0');
    }

    /** "a::b" of C++ is a valid address, too; an address without any digit is rare. */
    private static boolean isIpv6(String run) {
        return run.chars().anyMatch(Character::isDigit)
                && InetAddressValidator.getInstance().isValidInet6Address(run);
    }

    private static boolean isVersion(CharSequence text, int start) {
        return VERSIONS.isBefore(text, start, 12);
    }
}
