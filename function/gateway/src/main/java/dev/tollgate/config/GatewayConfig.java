package dev.tollgate.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The gateway's own settings, from environment variables such as {@code TOLLGATE_UPSTREAM_FIRST_BYTE_TIMEOUT}.
 * Providers, aliases and keys are not here: the config table holds them.
 */
@ConfigMapping(prefix = "tollgate")
public interface GatewayConfig {

    /** The gateway's name in metrics; in Lambda the function's name, which is the stack's. */
    @WithDefault("${AWS_LAMBDA_FUNCTION_NAME:tollgate}")
    String name();

    /** The four DynamoDB tables. */
    Tables tables();

    /** How the gateway connects to DynamoDB. */
    Dynamodb dynamodb();

    /** How the gateway connects to SSM. */
    Ssm ssm();

    /** Where AWS Secrets Manager is. */
    SecretsManager secretsManager();

    /**
     * Where the prompts of keys and aliases with {@code log_prompts} are kept: {@code s3://BUCKET/PREFIX}, {@code logs:GROUP} or
     * {@code file:FOLDER}; nowhere unless set.
     */
    Optional<String> promptLog();

    /** An endpoint that replaces those of S3 and CloudWatch Logs. */
    Optional<URI> promptLogEndpoint();

    /** Limits on a caller's request. */
    Request request();

    /** What hard budgets assume of requests. */
    Budget budget();

    /** Limits on queries of usage. */
    Usage usage();

    /** Timeouts for providers. */
    Upstream upstream();

    /** When a failing target is skipped. */
    Health health();

    /** How long a request may be delayed by the response cache. */
    Cache cache();

    /** Limits on files that the gateway downloads for callers. */
    Files files();

    /** Which certificate authorities TLS connections trust. */
    Tls tls();

    /** Which web pages may call the gateway. */
    Cors cors();

    /** How long the gateway uses configuration before it reads it from the store again. */
    Fresh fresh();

    /** Where secrets may come from. */
    Secrets secrets();

    /** How many bytes all requests in flight may hold in memory; half of the largest heap unless set. */
    OptionalLong memoryBudget();

    /** After this much silence a stream gets a comment line, so that no proxy on the way closes the connection. */
    @WithDefault("15s")
    Duration heartbeat();

    /** The tables' names. */
    interface Tables {
        @WithDefault("tollgate-config")
        String config();

        @WithDefault("tollgate-counters")
        String counters();

        @WithDefault("tollgate-usage")
        String usage();

        @WithDefault("tollgate-cache")
        String cache();
    }

    /** How the gateway connects to DynamoDB. */
    interface Dynamodb {
        /** An endpoint that replaces the region's own, such as DynamoDB Local's. */
        Optional<URI> endpoint();

        /** The longest pause after which open connections are used again. */
        @WithDefault("30s")
        Duration maxIdle();
    }

    /** How the gateway connects to SSM. */
    interface Ssm {
        /** An endpoint that replaces the region's own. */
        Optional<URI> endpoint();
    }

    /** Where AWS Secrets Manager is. */
    interface SecretsManager {
        /** An endpoint that replaces the region's own. */
        Optional<URI> endpoint();
    }

    /** Limits on a request. */
    interface Request {
        /** The largest body in bytes; a Lambda function accepts 6 MB at most. */
        @WithDefault("6291456")
        int maxBytes();

        /** The longest path with its query, in bytes. */
        @WithDefault("8192")
        int maxUriBytes();

        /** The largest headers of a request, all together, in bytes. */
        @WithDefault("16384")
        int maxHeaderBytes();

        /** How deeply JSON may be nested. */
        @WithDefault("64")
        int maxDepth();

        /** How many elements JSON may have: names, values, and the starts and ends of arrays and objects. */
        @WithDefault("500000")
        int maxElements();

        /** How many messages a conversation may have. */
        @WithDefault("4096")
        int maxMessages();

        /** How long one request may take in total. */
        @WithDefault("10m")
        Duration timeout();

        /** A client that reads nothing of its response for so long is disconnected. */
        @WithDefault("60s")
        Duration stallTimeout();
    }

    /** What hard budgets assume of requests that set no limit of completion tokens. */
    interface Budget {
        /** The tokens that are reserved for a completion, unless the model's own maximum is smaller. */
        @WithDefault("16384")
        int completionTokens();

        /** The fewest tokens that are worth a request: with room for less, a budget refuses it. */
        @WithDefault("1024")
        int leastCompletionTokens();
    }

    /** Limits on queries of usage. */
    interface Usage {
        /** How many records and lines of sums one query of {@code GET /v1/usage} reads at most; about 1 MB per thousand. */
        @WithDefault("200000")
        int maxRecords();
    }

    /** Timeouts for providers. */
    interface Upstream {
        /** The time to open a connection. */
        @WithDefault("5s")
        Duration connectTimeout();

        /** The longest pause of a provider after which open connections to it are used again. */
        @WithDefault("1s")
        Duration maxIdle();

        /** For streamed replies: the time from sending the request to the first event. */
        @WithDefault("60s")
        Duration firstByteTimeout();

        /** The longest silence after the first event of a streamed reply, or the first byte of a reply in one piece. */
        @WithDefault("60s")
        Duration idleTimeout();

        /** For replies in one piece: how long a target may take if there is another one to try. */
        @WithDefault("60s")
        Duration wholeTimeout();

        /** The time to exchange a provider's secret for an access token. */
        @WithDefault("10s")
        Duration tokenTimeout();

        /** The largest reply in bytes, decompressed, whole or streamed. */
        @WithDefault("67108864")
        long maxReplyBytes();
    }

    /** When a failing target is skipped, and when it is tried again. */
    interface Health {
        /** The share of a target's recent calls that must have failed. */
        @WithDefault("0.5")
        double failureShare();

        /** The smallest number of failed calls. */
        @WithDefault("5")
        int leastFailures();

        /** How long a target is skipped before one call tries it again. */
        @WithDefault("5s")
        Duration backOff();

        /** The longest such time: each failed attempt to use the target again doubles it. */
        @WithDefault("2m")
        Duration maxBackOff();

        /** How old the observations of other gateways may be. */
        @WithDefault("3s")
        Duration refresh();
    }

    /** Bounds of the response cache, for the aliases and keys that have one. */
    interface Cache {
        /** How long each of its reads and claims may take before a client sees an answer; after that it is a miss. */
        @WithDefault("500ms")
        Duration timeout();

        /** How long a request waits for an equal one in progress before it goes on alone. */
        @WithDefault("20s")
        Duration maxWait();
    }

    /** Limits on files that a request names by URL. The gateway downloads them for providers that accept bytes only. */
    interface Files {
        /** The largest size of one file in bytes. */
        @WithDefault("5242880")
        int maxBytes();

        /** The largest size of all files of one request in bytes. */
        @WithDefault("20971520")
        int maxTotalBytes();

        /** The time to download all files of one request. */
        @WithDefault("10s")
        Duration timeout();

        /** Hosts that may have a private address and use plain HTTP. Name only hosts in your own network. */
        Optional<Set<String>> trustedHosts();
    }

    /** TLS for connections to providers and to AWS. */
    interface Tls {
        /** A PEM file with certificates to trust in addition to the public authorities. */
        Optional<Path> caFile();
    }

    /** Cross-origin resource sharing. */
    interface Cors {
        /** Origins such as {@code https://app.example.com}, or {@code *} for all; none unless set. */
        Optional<Set<String>> origins();
    }

    /** The ages at which the gateway reads stored configuration again. */
    interface Fresh {
        /** Aliases and providers. */
        @WithDefault("30s")
        Duration config();

        /** Keys, including unknown ones. */
        @WithDefault("30s")
        Duration keys();

        /** How many keys the gateway caches at most. */
        @WithDefault("10000")
        int maxKeys();

        /** Secrets from SSM and Secrets Manager. */
        @WithDefault("5m")
        Duration secrets();
    }

    /** Rules for secrets. */
    interface Secrets {
        /** How long a call waits for a secret at most, while SSM or Secrets Manager refuses for want of capacity. */
        @WithDefault("10s")
        Duration timeout();

        /** Whether the configuration may contain secrets in plain text. Allow this on a laptop only. */
        @WithDefault("false")
        boolean plainTextAllowed();
    }
}
