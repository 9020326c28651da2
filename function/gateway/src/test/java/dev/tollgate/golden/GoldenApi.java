package dev.tollgate.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.Response;
import dev.tollgate.openai.JsonCodec;
import java.util.Locale;

/** An API in which clients ask the questions of golden cases. Each has a folder of cases by kinds of providers. */
public enum GoldenApi {
    /** OpenAI's chat. */
    CHAT("golden") {
        @Override
        ObjectNode question(ObjectNode request, RequestForm form) {
            return form.question(request);
        }

        @Override
        Response ask(GatewayClient client, String model, ObjectNode question) {
            return client.chat(question.put("model", model).toString());
        }

        @Override
        JsonNode fold(byte[] events) {
            return JsonCodec.mapper().valueToTree(StreamedAnswer.fold(events));
        }
    },
    /** OpenAI's Responses API: the last event has the whole response. */
    RESPONSES("golden-responses") {
        @Override
        ObjectNode question(ObjectNode request, RequestForm form) {
            return form == RequestForm.STREAMED ? request.put("stream", true) : request;
        }

        @Override
        Response ask(GatewayClient client, String model, ObjectNode question) {
            return client.post("/v1/responses", question.put("model", model).toString());
        }

        @Override
        JsonNode fold(byte[] events) {
            return StreamedAnswer.events(events).getLast().path("response");
        }

        @Override
        ObjectNode upstream(ObjectNode asked, RequestForm form, String kind) {
            return kind.equals("azure") ? question(asked, form) : form.upstream(asked, kind);
        }
    },
    /** Anthropic's Messages API. */
    MESSAGES("golden-messages") {
        @Override
        ObjectNode question(ObjectNode request, RequestForm form) {
            return form == RequestForm.STREAMED ? request.put("stream", true) : request;
        }

        @Override
        Response ask(GatewayClient client, String model, ObjectNode question) {
            return client.post("/v1/messages", question.put("model", model).toString());
        }

        @Override
        JsonNode fold(byte[] events) {
            return StreamedMessage.fold(events);
        }
    },
    /** Gemini's own, in which the method says whether the answer is streamed. */
    GEMINI("golden-gemini") {
        private static final String STREAMED = "streamed";

        @Override
        ObjectNode question(ObjectNode request, RequestForm form) {
            return form == RequestForm.STREAMED ? request.put(STREAMED, true) : request;
        }

        @Override
        Response ask(GatewayClient client, String model, ObjectNode question) {
            question.remove("model");
            String method = question.remove(STREAMED) == null ? ":generateContent" : ":streamGenerateContent?alt=sse";
            return client.post("/v1beta/models/" + model + method, question.toString());
        }

        @Override
        JsonNode fold(byte[] events) {
            return GeminiStream.fold(events);
        }

        @Override
        boolean passesThrough(String provider) {
            return provider.equals("gemini");
        }
    };

    private final String folder;

    GoldenApi(String folder) {
        this.folder = folder;
    }

    /** The folder of its cases. */
    String folder() {
        return folder;
    }

    /** What the names of its providers begin with: another API has questions for the same kinds. */
    String prefix() {
        return this == CHAT ? "" : name().toLowerCase(Locale.ROOT) + ".";
    }

    /** The question in this form. */
    abstract ObjectNode question(ObjectNode request, RequestForm form);

    /** The request that a provider of this kind receives for the question in this form. */
    ObjectNode upstream(ObjectNode asked, RequestForm form, String kind) {
        return form.upstream(asked, kind);
    }

    /** Asks this model. */
    abstract Response ask(GatewayClient client, String model, ObjectNode question);

    /** Whether this provider's replies pass as they are, so that both forms of one say what the provider says in each. */
    boolean passesThrough(String provider) {
        return false;
    }

    /** The whole answer that these events add up to. */
    abstract JsonNode fold(byte[] events);
}
