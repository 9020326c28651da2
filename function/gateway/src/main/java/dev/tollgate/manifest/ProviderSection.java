package dev.tollgate.manifest;

import dev.tollgate.provider.CatalogEntry;
import dev.tollgate.provider.DataTerms;
import dev.tollgate.provider.KnownProviders;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderQuirks;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the section {@code providers}. */
final class ProviderSection {
    private static final Set<String> FIELDS = Set.of(
            "kind",
            "base_url",
            "api_key",
            "region",
            "api_version",
            "prices",
            "regions",
            "no_training",
            "zero_retention",
            "models",
            "quirks");
    private static final String OPENAI = "openai";
    private static final String BEDROCK = "bedrock";
    private static final String AWS_REGION = "AWS_REGION";
    private static final String AZURE = "azure";
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern API_VERSION = Pattern.compile("[a-z0-9.-]{1,32}");

    private final ManifestRules rules;
    private final PlanBuilder builder;

    ProviderSection(ManifestRules rules, PlanBuilder builder) {
        this.rules = rules;
        this.builder = builder;
    }

    void read(String name, YamlValue value) {
        builder.mention(name);
        boolean named = NameRules.checkProvider(name, value);
        MappingFields fields = MappingFields.of(value, FIELDS, Set.of());
        Optional<String> kind = fields.require("kind", NameRules.ONE_KIND).flatMap(this::kind);
        Optional<URI> baseUrl = baseUrl(name, kind.orElse(""), fields, value);
        Provider provider = new Provider(
                name,
                kind.orElse(""),
                baseUrl.orElse(null),
                fields.find("api_key").flatMap(this::apiKey).orElse(null),
                region(kind.orElse(""), fields, value).orElse(null),
                fields.find("api_version").flatMap(ProviderSection::apiVersion).orElse(null),
                dataTerms(fields),
                TraitSection.read(fields.section("models")),
                fields.find("quirks")
                        .flatMap(field -> quirks(kind.orElse(""), field))
                        .orElse(null));
        ManifestRules.BuiltIn entry = new ManifestRules.BuiltIn(provider, PriceSection.read(fields.section("prices")));
        if (named && kind.isPresent()) {
            add(entry, value);
        }
    }

    private static Optional<ProviderQuirks> quirks(String kind, YamlValue value) {
        if (!kind.equals(OPENAI) && !kind.equals(AZURE)) {
            value.error("expected the kind openai or azure with quirks: other kinds have an API of their own");
            return Optional.empty();
        }
        return Optional.of(QuirkSection.read(value));
    }

    private static DataTerms dataTerms(MappingFields fields) {
        return new DataTerms(
                fields.find("regions").map(RequirementSection::regions).orElse(Set.of()),
                RequirementSection.flag(fields, "no_training"),
                RequirementSection.flag(fields, "zero_retention"));
    }

    /** A URL from the catalogue goes into the plan, so that the stored provider shows where keys and prompts go. */
    private static Optional<URI> baseUrl(String name, String kind, MappingFields fields, YamlValue value) {
        Optional<YamlValue> given = fields.find("base_url");
        if (given.isPresent()) {
            return given.flatMap(BaseUrl::read);
        }
        Optional<URI> known = KnownProviders.named(name)
                .filter(entry -> entry.kind().equals(kind))
                .map(CatalogEntry::baseUrl);
        if (known.isEmpty() && kind.equals(OPENAI)) {
            // A default would send one provider's key and prompts to another.
            value.error("expected the field base_url (only a provider in the catalogue may omit it), got none");
        }
        if (known.isEmpty() && kind.equals(AZURE)) {
            value.error("expected the field base_url (the resource's endpoint), got none");
        }
        return known;
    }

    private void add(ManifestRules.BuiltIn entry, YamlValue value) {
        String kind = entry.provider().kind();
        if (rules.kinds().contains(kind)) {
            builder.add(entry);
            return;
        }
        builder.leaveOut(entry.provider().name());
        value.warning("left out, because this build does not support the kind " + kind);
    }

    private Optional<String> kind(YamlValue value) {
        return value.text(
                NameRules.ONE_KIND,
                kind -> NameRules.KINDS.contains(kind) || rules.kinds().contains(kind));
    }

    private Optional<String> apiKey(YamlValue value) {
        return value.secret(
                "a reference to a secret: env:NAME, ssm:/path or secret:name",
                text -> SecretText.isReference(text) || (rules.plainTextAllowed() && SecretText.isPlain(text)));
    }

    /** A gateway that runs in AWS knows its own region, so the field is optional there. */
    private Optional<String> region(String kind, MappingFields fields, YamlValue value) {
        Optional<YamlValue> given = fields.find("region");
        boolean needed = kind.equals(BEDROCK) && rules.kinds().contains(BEDROCK);
        if (needed && given.isEmpty() && rules.environment().apply(AWS_REGION) == null) {
            value.error("expected the field region (AWS_REGION is not set either), got none");
        }
        return given.flatMap(region -> region.text("a region, such as eu-central-1", REGION.asMatchPredicate()));
    }

    /** Azure's versions are dates, which YAML does not read as text. */
    private static Optional<String> apiVersion(YamlValue value) {
        return value.word("a version, such as 2024-10-21", API_VERSION.asMatchPredicate());
    }
}
