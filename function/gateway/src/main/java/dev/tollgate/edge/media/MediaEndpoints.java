package dev.tollgate.edge.media;

import dev.tollgate.openai.MediaEndpoint;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;

/**
 * {@code POST} to each {@link MediaEndpoint}. Each writes its own response, and returns when the call is settled. One class for all would
 * be at {@code /}, and the HTTP server would take every path that nobody serves for one of its own.
 */
final class MediaEndpoints {
    private MediaEndpoints() {}

    /** See {@link MediaEndpoint#MODERATIONS}. */
    @Path("/v1/moderations")
    public static class ModerationsEndpoint {
        private final MediaCallHandler handler;

        ModerationsEndpoint(MediaCallHandler handler) {
            this.handler = handler;
        }

        @POST
        @RunOnVirtualThread
        public void moderate(@Context RoutingContext http, InputStream body) {
            handler.handle(MediaEndpoint.MODERATIONS, http, body);
        }
    }

    /** See {@link MediaEndpoint#RERANK}. */
    @Path("/v1/rerank")
    public static class RerankEndpoint {
        private final MediaCallHandler handler;

        RerankEndpoint(MediaCallHandler handler) {
            this.handler = handler;
        }

        @POST
        @RunOnVirtualThread
        public void rerank(@Context RoutingContext http, InputStream body) {
            handler.handle(MediaEndpoint.RERANK, http, body);
        }
    }

    /** Cohere's newer clients call this version, which differs in nothing that the gateway needs. */
    @Path("/v2/rerank")
    public static class NewerRerankEndpoint {
        private final MediaCallHandler handler;

        NewerRerankEndpoint(MediaCallHandler handler) {
            this.handler = handler;
        }

        @POST
        @RunOnVirtualThread
        public void rerank(@Context RoutingContext http, InputStream body) {
            handler.handle(MediaEndpoint.RERANK, http, body);
        }
    }

    /** See {@link MediaEndpoint#IMAGE_GENERATIONS}. */
    @Path("/v1/images/generations")
    public static class ImageGenerationsEndpoint {
        private final MediaCallHandler handler;

        ImageGenerationsEndpoint(MediaCallHandler handler) {
            this.handler = handler;
        }

        @POST
        @RunOnVirtualThread
        public void generate(@Context RoutingContext http, InputStream body) {
            handler.handle(MediaEndpoint.IMAGE_GENERATIONS, http, body);
        }
    }

    /** See {@link MediaEndpoint#IMAGE_EDITS}. */
    @Path("/v1/images/edits")
    public static class ImageEditsEndpoint {
        private final MediaCallHandler handler;

        ImageEditsEndpoint(MediaCallHandler handler) {
            this.handler = handler;
        }

        @POST
        @RunOnVirtualThread
        public void edit(@Context RoutingContext http, InputStream body) {
            handler.handle(MediaEndpoint.IMAGE_EDITS, http, body);
        }
    }

    /** See {@link MediaEndpoint#SPEECH}. */
    @Path("/v1/audio/speech")
    public static class SpeechEndpoint {
        private final MediaCallHandler handler;

        SpeechEndpoint(MediaCallHandler handler) {
            this.handler = handler;
        }

        @POST
        @RunOnVirtualThread
        public void speak(@Context RoutingContext http, InputStream body) {
            handler.handle(MediaEndpoint.SPEECH, http, body);
        }
    }

    /** See {@link MediaEndpoint#TRANSCRIPTIONS}. */
    @Path("/v1/audio/transcriptions")
    public static class TranscriptionsEndpoint {
        private final MediaCallHandler handler;

        TranscriptionsEndpoint(MediaCallHandler handler) {
            this.handler = handler;
        }

        @POST
        @RunOnVirtualThread
        public void transcribe(@Context RoutingContext http, InputStream body) {
            handler.handle(MediaEndpoint.TRANSCRIPTIONS, http, body);
        }
    }

    /** See {@link MediaEndpoint#TRANSLATIONS}. */
    @Path("/v1/audio/translations")
    public static class TranslationsEndpoint {
        private final MediaCallHandler handler;

        TranslationsEndpoint(MediaCallHandler handler) {
            this.handler = handler;
        }

        @POST
        @RunOnVirtualThread
        public void translate(@Context RoutingContext http, InputStream body) {
            handler.handle(MediaEndpoint.TRANSLATIONS, http, body);
        }
    }
}
