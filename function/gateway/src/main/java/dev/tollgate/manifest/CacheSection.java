package dev.tollgate.manifest;

import dev.tollgate.openai.CachePolicy;
import dev.tollgate.openai.CachePolicy.Include;
import dev.tollgate.openai.CachePolicy.Scope;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Reads {@code cache} of an alias or a key. */
final class CacheSection {
    private static final Set<String> FIELDS = Set.of("ttl", "scope", "max_bytes", "charge_share", "include");
    private static final String TTL = "a time from 1s to 30d, such as 10m, 1h or 7d";
    private static final String SHARE = "a share from 0 to 1, such as 0.1";
    private static final String INCLUDE = "tools, store, audio or web_search";

    /** A larger answer would take more than ten items of the cache table. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private CacheSection() {}

    static Optional<CachePolicy> read(YamlValue value) {
        MappingFields fields = MappingFields.of(value, FIELDS, Set.of());
        Optional<Duration> ttl = fields.require("ttl", TTL).flatMap(CacheSection::ttl);
        Scope scope = fields.find("scope")
                .flatMap(field ->
                        field.text("key, team or all", word -> Scope.named(word).isPresent()))
                .flatMap(Scope::named)
                .orElse(Scope.KEY);
        int maxBytes = fields.find("max_bytes")
                .flatMap(field -> field.wholeNumber(1, MOST_BYTES))
                .orElse(CachePolicy.DEFAULT_MAX_BYTES);
        BigDecimal share =
                fields.find("charge_share").flatMap(CacheSection::share).orElse(BigDecimal.ZERO);
        Set<Include> include = new LinkedHashSet<>();
        fields.find("include").ifPresent(list -> list.elements().forEach(element -> element.text(
                        INCLUDE, word -> Include.named(word).isPresent())
                .flatMap(Include::named)
                .ifPresent(include::add)));
        return ttl.map(time -> new CachePolicy(time.toSeconds(), scope, maxBytes, share, include));
    }

    private static Optional<Duration> ttl(YamlValue value) {
        return KeptTime.read(value, TTL, CachePolicy.LONGEST_TTL);
    }

    private static Optional<BigDecimal> share(YamlValue value) {
        return value.number(SHARE, share -> share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0);
    }
}
