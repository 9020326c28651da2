package dev.tollgate.cli.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.login.ProfileLogin.AwsSignature;
import dev.tollgate.cli.login.ProfileLogin.FixedToken;
import dev.tollgate.cli.login.ProfileLogin.ProviderLogin;
import dev.tollgate.parse.TimeParser;
import dev.tollgate.parse.UrlParser;
import java.time.Instant;
import java.util.Optional;

/** Profiles as JSON in a file. */
final class ProfileJson {
    private ProfileJson() {}

    static ObjectNode of(GatewayProfile profile) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("url", profile.url().toString())
                .put("method", profile.login().method());
        return switch (profile.login()) {
            case FixedToken(String token) -> json.put("token", token);
            case AwsSignature(SignedService service, String region) ->
                json.put("service", service.text()).put("region", region);
            case ProviderLogin login ->
                json.put("issuer", login.issuer())
                        .put("client_id", login.clientId())
                        .put("id_token", login.idToken())
                        .put("refresh_token", login.refreshToken())
                        .put("expires", login.expires().toString());
        };
    }

    /** Empty for a profile of another version of this program. */
    static Optional<GatewayProfile> read(String name, JsonNode json) {
        return UrlParser.httpBase(json.path("url").textValue())
                .flatMap(url -> login(json).map(login -> new GatewayProfile(name, url, login)));
    }

    private static Optional<ProfileLogin> login(JsonNode json) {
        return switch (json.path("method").asText()) {
            case "token" -> Optional.of(new FixedToken(json.path("token").asText()));
            case "aws" ->
                Optional.of(new AwsSignature(
                        SignedService.of(json.path("service").asText()),
                        json.path("region").asText()));
            case "oidc" ->
                Optional.of(new ProviderLogin(
                        json.path("issuer").asText(),
                        json.path("client_id").asText(),
                        json.path("id_token").asText(),
                        json.path("refresh_token").textValue(),
                        TimeParser.instant(json.path("expires").textValue()).orElse(Instant.EPOCH)));
            default -> Optional.empty();
        };
    }
}
