package dev.tollgate.cli.login;

import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.cli.login.ProfileLogin.AwsSignature;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The AWS endpoint behind an address: for which service and in which region its requests are signed. */
public final class AwsEndpoint {
    /** https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html */
    private static final Pattern API_GATEWAY = Pattern.compile(".*\\.execute-api\\.([a-z0-9-]+)\\.amazonaws\\..*");

    /** https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html */
    private static final Pattern FUNCTION_URL = Pattern.compile(".*\\.lambda-url\\.([a-z0-9-]+)\\.on\\.aws");

    private AwsEndpoint() {}

    /**
     * The login at an address, in the given region, the one in the address, or the user's own. An own domain name is that of an API.
     *
     * @throws AdminException if nobody knows the region
     */
    public static AwsSignature signature(URI gateway, @Nullable String given, Map<String, String> environment) {
        Matcher function = FUNCTION_URL.matcher(gateway.getHost());
        return function.matches()
                ? new AwsSignature(SignedService.FUNCTION_URL, function.group(1))
                : new AwsSignature(SignedService.API_GATEWAY, region(gateway, given, environment));
    }

    private static String region(URI gateway, @Nullable String given, Map<String, String> environment) {
        Matcher address = API_GATEWAY.matcher(gateway.getHost());
        return Stream.of(
                        Optional.ofNullable(given),
                        Optional.of(address).filter(Matcher::matches).map(match -> match.group(1)),
                        Optional.ofNullable(environment.get("AWS_REGION")),
                        Optional.ofNullable(environment.get("AWS_DEFAULT_REGION")))
                .flatMap(Optional::stream)
                .filter(region -> !region.isBlank())
                .findFirst()
                .orElseThrow(() -> new AdminException(
                        AdminErrorKind.INVALID_VALUE, "The region of " + gateway + " is unknown: give --region."));
    }
}
