package dev.tollgate.cli.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * AWS' list prices of what a request uses, in dollars. {@code aws-prices.json} is the only place that has them.
 *
 * @param region whose prices these are
 * @param day on which they were read
 */
public record AwsPrices(String region, String day, JsonNode rates) {
    private static final String FILE = "/aws-prices.json";

    /** Reads the packaged file. */
    public static AwsPrices packaged() {
        try (InputStream file = AwsPrices.class.getResourceAsStream(FILE)) {
            JsonNode rates = new ObjectMapper().readTree(file);
            return new AwsPrices(
                    rates.required("region").asText(), rates.required("day").asText(), rates);
        } catch (IOException broken) {
            throw new UncheckedIOException("the packaged " + FILE + " cannot be read", broken);
        }
    }

    double lambdaRequest() {
        return rates.required("lambda_request").asDouble();
    }

    double gigabyteSecond(ProcessorType processor) {
        return rates.required("lambda_gb_second").required(processor.text()).asDouble();
    }

    double request(EndpointType endpoint) {
        return rates.required("endpoint_request").required(endpoint.text()).asDouble();
    }

    double write() {
        return rates.required("dynamodb_write").asDouble();
    }

    double logGigabyte() {
        return rates.required("log_gb").asDouble();
    }

    double trafficGigabyte() {
        return rates.required("traffic_gb").asDouble();
    }
}
