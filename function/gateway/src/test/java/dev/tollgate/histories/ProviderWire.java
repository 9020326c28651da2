package dev.tollgate.histories;

/** How a provider formats its replies. If a count is null, the provider does not report it. */
interface ProviderWire {

    /** The beginning of a stream; may tell the prompt. */
    String opening(ReportedUsage reported);

    /** The count that the opening reports, once a word has followed it; null if it reports none. */
    ReportedUsage reportedByOpening(ReportedUsage reported);

    String word(String text, ReportedUsage reported);

    /** The count alone. */
    String count(ReportedUsage reported);

    /** The end of a stream. */
    String ending(ReportedUsage reported);

    /** An error in the midst of a stream, or in the place of a whole answer. */
    String failure(boolean streamed);

    /** The answer in one piece. */
    String whole(String text, ReportedUsage reported);
}
