package dev.tollgate.edge.azure;

import dev.tollgate.edge.ApiFormat;
import dev.tollgate.edge.ErrorFormat;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Azure's OpenAI service (https://learn.microsoft.com/en-us/azure/ai-foundry/openai/reference): OpenAI's requests and errors at other
 * paths. Where no deployment is in the path, it is OpenAI's own one behind {@code /openai} or {@code /openai/v1}.
 */
@Singleton
public class AzureApi implements ApiFormat {
    private static final Pattern DEPLOYMENT =
            Pattern.compile("(/openai/deployments/)(.+?)(/(?:chat/completions|completions|embeddings|images/generations"
                    + "|images/edits|audio/speech|audio/transcriptions|audio/translations))");
    private static final Pattern OPENAI = Pattern.compile("/openai(?:/v1)?(/(?!deployments/).+)");

    @Override
    public boolean serves(HttpServerRequest request) {
        return endpoint(request).isPresent();
    }

    /** The name of a deployment as one segment, also where it has slashes. */
    @Override
    public Optional<String> endpoint(HttpServerRequest request) {
        Matcher deployment = DEPLOYMENT.matcher(request.path());
        if (deployment.matches()) {
            return Optional.of(deployment.group(1) + deployment.group(2).replace("/", "%2F") + deployment.group(3));
        }
        Matcher openai = OPENAI.matcher(request.path());
        return openai.matches() ? Optional.of("/v1" + openai.group(1)) : Optional.empty();
    }

    @Override
    public Optional<String> allowedMethods(String path) {
        return DEPLOYMENT.matcher(path).matches() ? Optional.of("POST, OPTIONS") : Optional.empty();
    }

    @Override
    public ErrorFormat errors() {
        return ErrorFormat.OPENAI;
    }
}
