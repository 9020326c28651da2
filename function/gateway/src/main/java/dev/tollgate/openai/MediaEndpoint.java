package dev.tollgate.openai;

/** The endpoints of OpenAI's API that neither chat nor embed, with Cohere's for ranking. */
public enum MediaEndpoint {
    /** https://platform.openai.com/docs/api-reference/moderations/create */
    MODERATIONS("moderations", "moderations"),
    /** https://docs.cohere.com/reference/rerank */
    RERANK("rerank", "reranking"),
    /** https://platform.openai.com/docs/api-reference/images/create */
    IMAGE_GENERATIONS("images/generations", "images"),
    /** https://platform.openai.com/docs/api-reference/images/createEdit */
    IMAGE_EDITS("images/edits", "edits of images"),
    /** https://platform.openai.com/docs/api-reference/audio/createSpeech */
    SPEECH("audio/speech", "speech"),
    /** https://platform.openai.com/docs/api-reference/audio/createTranscription */
    TRANSCRIPTIONS("audio/transcriptions", "transcriptions"),
    /** https://platform.openai.com/docs/api-reference/audio/createTranslation */
    TRANSLATIONS("audio/translations", "translations of audio");

    private final String path;
    private final String offer;

    MediaEndpoint(String path, String offer) {
        this.path = path;
        this.offer = offer;
    }

    /** The path below the version, such as {@code images/edits}. */
    public String path() {
        return path;
    }

    /** What a provider offers that has this endpoint, for messages: "x has no images". */
    public String offer() {
        return offer;
    }

    /** Whether it returns images. */
    public boolean returnsImages() {
        return this == IMAGE_GENERATIONS || this == IMAGE_EDITS;
    }

    /** Whether it returns what somebody says in a recording. */
    public boolean hears() {
        return this == TRANSCRIPTIONS || this == TRANSLATIONS;
    }
}
