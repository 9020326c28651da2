package dev.tollgate.books;

/** How a provider formats its replies. If a count is null, the provider does not report it. */
interface Wire {

    /** The beginning of a stream; may tell the prompt. */
    String opening(Told told);

    /** The count that the opening reports, once a word has followed it; null if it reports none. */
    Told toldByOpening(Told told);

    String word(String text, Told told);

    /** The count alone. */
    String count(Told told);

    /** The end of a stream. */
    String ending(Told told);

    /** An error in the midst of a stream, or in the place of a whole answer. */
    String failure(boolean streamed);

    /** The answer in one piece. */
    String whole(String text, Told told);
}
