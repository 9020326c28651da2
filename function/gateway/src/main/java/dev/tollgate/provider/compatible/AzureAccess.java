package dev.tollgate.provider.compatible;

import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.parse.UrlParser;
import dev.tollgate.provider.ModelPath;
import dev.tollgate.provider.UpstreamRequest;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Azure's URLs and keys (https://learn.microsoft.com/en-us/azure/ai-foundry/openai/reference). Each deployment has a URL of
 * its own, and its name replaces the model. Where the base URL ends with {@code /openai/v1}, the URLs are OpenAI's.
 *
 * @param base the resource's endpoint
 * @param apiVersion the configured version; where absent, older URLs get the default and newer ones none
 */
record AzureAccess(URI base, @Nullable String apiVersion) implements CompatibleAccess {
    /** The latest stable version (https://learn.microsoft.com/en-us/azure/ai-foundry/openai/api-version-lifecycle). */
    static final String DEFAULT_VERSION = "2024-10-21";

    private static final String RESPONSES = "responses";
    private static final String OLDER = "/openai";
    private static final String NEWER = "/openai/v1";

    /** Microsoft Entra's tokens are JSON Web Tokens: three parts, of which the first starts with a brace in Base64. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");

    /** The Responses API is at the newer URLs only, whichever way chat goes. */
    @Override
    public URI endpoint(String path, String model) {
        if (path.equals(RESPONSES) && !base.getPath().endsWith(NEWER)) {
            return UrlParser.append(base, (base.getPath().endsWith(OLDER) ? "/v1/" : NEWER + "/") + path);
        }
        return base.getPath().endsWith(NEWER)
                ? account(path)
                : account("deployments/" + ModelPath.segment(model) + "/" + path);
    }

    /** https://learn.microsoft.com/en-us/azure/ai-foundry/openai/how-to/batch */
    @Override
    public URI account(String path) {
        if (base.getPath().endsWith(NEWER)) {
            return UrlParser.append(base, "/" + path + (apiVersion == null ? "" : "?api-version=" + apiVersion));
        }
        String version = apiVersion == null ? DEFAULT_VERSION : apiVersion;
        String openai = base.getPath().endsWith(OLDER) ? "" : OLDER;
        return UrlParser.append(base, openai + "/" + path + "?api-version=" + version);
    }

    /** Without the version that OpenAI's have. */
    @Override
    public String lineUrl(BatchEndpoint endpoint) {
        return endpoint.url().substring("/v1".length());
    }

    @Override
    public UpstreamRequest authorize(UpstreamRequest request, String secret) {
        return TOKEN.matcher(secret).matches()
                ? request.withHeader("authorization", "Bearer " + secret)
                : request.withHeader("api-key", secret);
    }
}
