package dev.tollgate.bill;

import dev.tollgate.openai.MediaUse;
import dev.tollgate.openai.ServerToolUse;
import java.util.Locale;

/** What a request uses in addition to tokens. Usage records, reports and the log have one column for each, in this order. */
public enum UsagePiece {
    /** Searches of the web that providers ran. */
    WEB_SEARCHES,
    /** Programs that ran in providers' sandboxes. */
    CODE_EXECUTIONS,
    /** Searches of the caller's files that providers ran. */
    FILE_SEARCHES,
    /** Answers for which a provider asked its maps. */
    MAP_SEARCHES,
    /** Images that a tool of a provider generated in a chat. */
    TOOL_IMAGES,
    /** Images that were generated. */
    IMAGES,
    /** Seconds of recordings that were transcribed. */
    AUDIO_SECONDS,
    /** Characters that were spoken. */
    CHARACTERS,
    /** Rankings of documents. */
    SEARCHES;

    /** The name of its column, such as {@code web_searches}. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many of them are in both. */
    public long count(ServerToolUse tools, MediaUse media) {
        return switch (this) {
            case WEB_SEARCHES -> tools.webSearches();
            case CODE_EXECUTIONS -> tools.codeExecutions();
            case FILE_SEARCHES -> tools.fileSearches();
            case MAP_SEARCHES -> tools.mapSearches();
            case TOOL_IMAGES -> tools.images();
            case IMAGES -> media.images();
            case AUDIO_SECONDS -> media.audioSeconds();
            case CHARACTERS -> media.characters();
            case SEARCHES -> media.searches();
        };
    }
}
