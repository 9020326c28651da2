package dev.tollgate.edge;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** OpenAI's endpoints that the gateway does not serve, and what to use in their place: each by its name, so that nobody has to guess. */
public final class UnservedEndpoints {
    private static final Pattern PATH = Pattern.compile("(?:/openai)?(?:/v1)?/([a-z_]+)(?:/([a-z_]+))?(?:/.*)?");

    private static final String KEPT_BY_PROVIDER =
            "it belongs to an account at one provider. Call that provider directly";

    /** By the first part of the path, or by the first two where the gateway serves others below the first. */
    private static final Map<String, String> INSTEAD = instead();

    private UnservedEndpoints() {}

    private static Map<String, String> instead() {
        Map<String, String> instead = new LinkedHashMap<>();
        instead.put(
                "realtime",
                "a WebSocket does not fit behind a Lambda function. Call the provider directly, with an ephemeral key of the"
                        + " provider's; or send audio in parts of a chat to /v1/chat/completions");
        instead.put("images/variations", "it exists for one retired model only. Use /v1/images/edits");
        instead.put("audio/voices", KEPT_BY_PROVIDER);
        instead.put("audio/voice_consents", KEPT_BY_PROVIDER);
        instead.put("videos", "a video is made over minutes and kept by its provider. Call that provider directly");
        instead.put("assistants", "OpenAI has retired it. Use /v1/responses");
        instead.put("threads", "OpenAI has retired it. Use /v1/responses");
        instead.put(
                "conversations",
                "it keeps state at one provider. Use previous_response_id of /v1/responses, or send the conversation with each request");
        instead.put("chatkit", KEPT_BY_PROVIDER);
        instead.put("vector_stores", KEPT_BY_PROVIDER + ", or rank your own documents with /v1/rerank");
        instead.put("containers", KEPT_BY_PROVIDER);
        instead.put("skills", KEPT_BY_PROVIDER);
        instead.put("uploads", KEPT_BY_PROVIDER + ", or send files in parts of a chat");
        instead.put("fine_tuning", KEPT_BY_PROVIDER + ", and name the new model in an alias");
        instead.put("evals", KEPT_BY_PROVIDER);
        instead.put("graders", KEPT_BY_PROVIDER);
        instead.put(
                "organization",
                "it administers an account at OpenAI. Keys of this gateway are managed with its command line");
        instead.put(
                "projects",
                "it administers an account at OpenAI. Keys of this gateway are managed with its command line");
        return instead;
    }

    /** The error for a request to one of them; empty for other paths. */
    static Optional<GatewayException> at(String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(INSTEAD.get(parts.group(1) + "/" + parts.group(2)))
                .or(() -> Optional.ofNullable(INSTEAD.get(parts.group(1))))
                .map(instead -> error(path, instead));
    }

    /** The error that names what to do in place of calling a path. */
    public static GatewayException error(String path, String instead) {
        return new GatewayException(
                ErrorKind.UNSUPPORTED_ENDPOINT,
                "The gateway does not serve " + HeaderText.visible(path) + ": " + instead + ".");
    }
}
