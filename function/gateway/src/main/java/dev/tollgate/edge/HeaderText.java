package dev.tollgate.edge;

/** Text that a header can hold, wherever it comes from. */
public final class HeaderText {
    private static final int LONGEST = 1_024;

    private HeaderText() {}

    /** The same in ASCII, and cut where it is too long. */
    public static String visible(String text) {
        String ascii = text.replaceAll("[^\\x20-\\x7e]", "?");
        return ascii.length() <= LONGEST ? ascii : ascii.substring(0, LONGEST);
    }
}
