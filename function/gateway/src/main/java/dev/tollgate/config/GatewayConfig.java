package dev.tollgate.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The gateway's own settings, from environment variables such as {@code TOLLGATE_UPSTREAM_FIRST_BYTE_TIMEOUT}. What
 * callers may do (providers, aliases, keys) is not here: it lives in the config table.
 */
@ConfigMapping(prefix = "tollgate")
public interface GatewayConfig {

    /** What metrics call this gateway; in Lambda the function's name, which is the stack's. */
    @WithDefault("${AWS_LAMBDA_FUNCTION_NAME:tollgate}")
    String name();

    /** The four DynamoDB tables. */
    Tables tables();

    /** How DynamoDB is reached. */
    Dynamodb dynamodb();

    /** How SSM is reached. */
    Ssm ssm();

    /** Bounds on what a caller may send. */
    Request request();

    /** Patience with providers. */
    Upstream upstream();

    /** When a target is passed over. */
    Health health();

    /** What is fetched for callers. */
    Files files();

    /** Whom TLS connections trust. */
    Tls tls();

    /** How long configuration read from the store is trusted. */
    Fresh fresh();

    /** Where secrets may come from. */
    Secrets secrets();

    /** A stream that is silent for so long gets a comment line, so that nobody on the way hangs up. */
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

    /** DynamoDB's whereabouts. */
    interface Dynamodb {
        /** Another address than the region's own, such as DynamoDB Local's. */
        Optional<URI> endpoint();
    }

    /** SSM's whereabouts. */
    interface Ssm {
        /** Another address than the region's own. */
        Optional<URI> endpoint();
    }

    /** Bounds on a request. */
    interface Request {
        /** In bytes; a Lambda function takes no more than 6 MB. */
        @WithDefault("6291456")
        int maxBytes();

        /** How deep JSON may be nested. */
        @WithDefault("64")
        int maxDepth();

        /** How many messages a conversation may have. */
        @WithDefault("4096")
        int maxMessages();

        /** How long one request may take in all. */
        @WithDefault("10m")
        Duration timeout();
    }

    /** Time-outs towards providers. */
    interface Upstream {
        @WithDefault("5s")
        Duration connectTimeout();

        /** For streamed replies: from sending the request to the first event. */
        @WithDefault("60s")
        Duration firstByteTimeout();
    }

    /** When a target that fails is passed over, and when it is tried again. */
    interface Health {
        /** The share of its calls of late that must have failed. */
        @WithDefault("0.5")
        double failureShare();

        /** How many must have failed at least. */
        @WithDefault("5")
        int leastFailures();

        /** Until one call tries it again. */
        @WithDefault("5s")
        Duration backOff();

        /** The same after many trials that failed: each one doubles it. */
        @WithDefault("2m")
        Duration maxBackOff();

        /** How old what other gateways have seen may be. */
        @WithDefault("3s")
        Duration refresh();
    }

    /** Files that a request names by URL, fetched for providers that take bytes only. */
    interface Files {
        /** The largest file. */
        @WithDefault("5242880")
        int maxBytes();

        /** All files of one request together. */
        @WithDefault("20971520")
        int maxTotalBytes();

        /** For all files of one request together. */
        @WithDefault("10s")
        Duration timeout();

        /** Hosts that may have a private address and speak plain HTTP: on a network of one's own only. */
        Optional<Set<String>> trustedHosts();
    }

    /** Towards providers and AWS alike. */
    interface Tls {
        /** Certificates to trust beside the public authorities', in a PEM file. */
        Optional<Path> caFile();
    }

    /** Ages after which stored configuration is read again. */
    interface Fresh {
        /** Aliases and providers. */
        @WithDefault("30s")
        Duration config();

        /** Keys, unknown ones too. */
        @WithDefault("30s")
        Duration keys();

        /** How many keys are remembered at most. */
        @WithDefault("10000")
        int maxKeys();

        /** Secrets from SSM and Secrets Manager. */
        @WithDefault("5m")
        Duration secrets();
    }

    /** Rules for secrets. */
    interface Secrets {
        /** Whether a secret may stand in the configuration in plain text: on a laptop only. */
        @WithDefault("false")
        boolean plainTextAllowed();
    }
}
