package dev.tollgate.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Explains failures of the store to users of the command line. */
public final class StoreAdvice {
    private static final Pattern ACTION = Pattern.compile("to perform: ([a-z]+:[A-Za-z]+)(?: on resource: (\\S+))?");

    /** A response that is not JSON: the SDK quotes the parser, and then the status. */
    private static final Pattern UNREADABLE =
            Pattern.compile("Unable to unmarshall response.*Response Code: (\\d+)", Pattern.DOTALL);

    private static final String CHECK_ENDPOINT = ". It may be a proxy, or the port is wrong: check"
            + " TOLLGATE_DYNAMODB_ENDPOINT and, with --local, TOLLGATE_DYNAMODB_PORT.";

    private StoreAdvice() {}

    /** One or two sentences if a failure comes from AWS or from the connection to it, else empty. */
    public static Optional<String> on(Throwable failure) {
        String table = causes(failure)
                .filter(TableException.class::isInstance)
                .map(cause -> ((TableException) cause).table())
                .findFirst()
                .orElse("");
        return causes(failure)
                .filter(SdkException.class::isInstance)
                .map(SdkException.class::cast)
                .findFirst()
                .map(cause -> advice(cause, table));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static String advice(SdkException failure, String table) {
        return switch (failure) {
            case ResourceNotFoundException _ ->
                "There is no table " + table
                        + " in this account and region. --stack names the gateway's stack, AWS_REGION its"
                        + " region; `make deploy` creates the tables.";
            case DynamoDbException rejected -> rejection(rejected, table);
            case SdkClientException client -> unreachable(client, table);
            default -> String.valueOf(failure.getMessage());
        };
    }

    private static String rejection(DynamoDbException rejected, String table) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(rejected.awsErrorDetails());
        Optional<String> code = details.map(AwsErrorDetails::errorCode);
        if (code.isEmpty()) {
            return notDynamoDb(String.valueOf(rejected.statusCode()), table);
        }
        String message = details.map(AwsErrorDetails::errorMessage).orElse("no reason given");
        return switch (code.get()) {
            case TableException.DENIED -> denied(message, table);
            case "ExpiredTokenException" ->
                "Your AWS credentials have expired: sign in again, such as with `aws sso login`.";
            case "UnrecognizedClientException", "InvalidSignatureException", "InvalidClientTokenId" ->
                "AWS does not accept your credentials: " + message;
            default -> "The table " + table + " does not answer: " + rejected.getMessage();
        };
    }

    /** DynamoDB always sends an error code, so a response without one comes from another server. */
    private static String notDynamoDb(String status, String table) {
        return "The endpoint for the table " + table + " is not DynamoDB: it returned HTTP status " + status
                + CHECK_ENDPOINT;
    }

    private static String denied(String message, String table) {
        Matcher action = ACTION.matcher(message);
        boolean known = action.find();
        String resource = known && action.group(2) != null ? action.group(2) : "the table " + table;
        return "Your AWS credentials may not " + (known ? action.group(1) : "do this") + " on " + resource
                + ". docs/cli.md lists the rights that each command needs.";
    }

    /** The SDK lists every place that it has tried, so the message is matched by its beginning. */
    private static String unreachable(SdkClientException client, String table) {
        String message = String.valueOf(client.getMessage());
        Matcher unreadable = UNREADABLE.matcher(message);
        if (unreadable.find()) {
            return notDynamoDb(unreadable.group(1), table);
        }
        if (message.contains("Unable to load credentials")) {
            return "There are no AWS credentials: set AWS_PROFILE or sign in, or say --local for the tables of"
                    + " `make run`.";
        }
        if (message.contains("Unable to load region")) {
            return "No AWS region is set: set AWS_REGION, or say --local for the tables of `make run`.";
        }
        String local = message.contains("//127.0.0.1:")
                ? " Is `make run` running? TOLLGATE_DYNAMODB_PORT names its port."
                : "";
        return "DynamoDB cannot be reached: " + message + "." + local;
    }
}
