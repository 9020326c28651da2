package dev.tollgate.edge.media;

import dev.tollgate.edge.NamedModel;
import dev.tollgate.openai.MediaEndpoint;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;

/** The same at Azure's paths, which name the model (https://learn.microsoft.com/en-us/azure/ai-foundry/openai/reference). */
final class DeploymentEndpoints {
    private DeploymentEndpoints() {}

    /** Images. */
    @Path("/openai/deployments/{name}/images")
    public static class DeploymentImagesEndpoint {
        private final MediaCallHandler handler;

        DeploymentImagesEndpoint(MediaCallHandler handler) {
            this.handler = handler;
        }

        @POST
        @Path("/generations")
        @RunOnVirtualThread
        public void generate(@Context RoutingContext http, @PathParam("name") String name, InputStream body) {
            handler.handle(MediaEndpoint.IMAGE_GENERATIONS, http, body, NamedModel.inPath(name));
        }

        @POST
        @Path("/edits")
        @RunOnVirtualThread
        public void edit(@Context RoutingContext http, @PathParam("name") String name, InputStream body) {
            handler.handle(MediaEndpoint.IMAGE_EDITS, http, body, NamedModel.inPath(name));
        }
    }

    /** Speech and recordings. */
    @Path("/openai/deployments/{name}/audio")
    public static class DeploymentAudioEndpoint {
        private final MediaCallHandler handler;

        DeploymentAudioEndpoint(MediaCallHandler handler) {
            this.handler = handler;
        }

        @POST
        @Path("/speech")
        @RunOnVirtualThread
        public void speak(@Context RoutingContext http, @PathParam("name") String name, InputStream body) {
            handler.handle(MediaEndpoint.SPEECH, http, body, NamedModel.inPath(name));
        }

        @POST
        @Path("/transcriptions")
        @RunOnVirtualThread
        public void transcribe(@Context RoutingContext http, @PathParam("name") String name, InputStream body) {
            handler.handle(MediaEndpoint.TRANSCRIPTIONS, http, body, NamedModel.inPath(name));
        }

        @POST
        @Path("/translations")
        @RunOnVirtualThread
        public void translate(@Context RoutingContext http, @PathParam("name") String name, InputStream body) {
            handler.handle(MediaEndpoint.TRANSLATIONS, http, body, NamedModel.inPath(name));
        }
    }
}
