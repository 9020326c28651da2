package dev.tollgate.golden;

import dev.tollgate.provider.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All golden cases, and the providers that a gateway must know to answer them. */
public final class GoldenCases {
    private static final Path ROOT =
            Path.of(System.getProperty("dev.tollgate.root"), "function/gateway/src/test/resources");

    private GoldenCases() {}

    /** Every case of every API and provider. */
    public static List<GoldenCase> all() {
        return Stream.of(GoldenApi.values()).flatMap(GoldenCases::in).toList();
    }

    /** Every case of this API. */
    public static List<GoldenCase> of(GoldenApi api) {
        return in(api).toList();
    }

    private static Stream<GoldenCase> in(GoldenApi api) {
        return folders(ROOT.resolve(api.folder()))
                .flatMap(GoldenCases::folders)
                .map(folder -> new GoldenCase(api, folder))
                .filter(golden -> golden.has("request.json"));
    }

    /** One provider for each case and cut: so the fake provider knows from the address what to reply. */
    public static List<Provider> providers(URI upstream) {
        return all().stream()
                .flatMap(golden -> Stream.of(ReplyCut.values()).map(cut -> provider(golden, cut, upstream)))
                .toList();
    }

    static String providerName(GoldenCase golden, ReplyCut cut) {
        return golden.api().prefix() + golden.provider() + "." + golden.name() + "." + cut.path();
    }

    static String path(GoldenCase golden, ReplyCut cut) {
        return cut.path() + "/" + golden.api() + "/" + golden.provider() + "/" + golden.name();
    }

    static GoldenCase at(GoldenApi api, String provider, String name) {
        return new GoldenCase(api, ROOT.resolve(api.folder()).resolve(provider).resolve(name));
    }

    private static Provider provider(GoldenCase golden, ReplyCut cut, URI upstream) {
        URI address = upstream.resolve("/" + path(golden, cut));
        // Those with an API of their own always want credentials; Bedrock's are two parts, and signed with for a
        // region.
        String secret = golden.provider().equals("openai") ? null : "golden:secret";
        return new Provider(providerName(golden, cut), golden.provider(), address, secret, "us-east-1");
    }

    private static Stream<Path> folders(Path parent) {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
