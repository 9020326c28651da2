package dev.tollgate.books;

/** How a provider words what it has to say. A null count is one that is not told. */
interface Wire {

    /** The beginning of a stream; may tell the prompt. */
    String opening(Told told);

    /** What that beginning has told of the count, once a word has followed; null where nothing. */
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
