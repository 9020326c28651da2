package dev.tollgate.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.bill.UsageGroup;
import dev.tollgate.bill.UsageSum;
import dev.tollgate.cli.port.UsageReader;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Usage as a gateway sums it up. */
@Singleton
@Typed(RemoteUsage.class)
public final class RemoteUsage implements UsageReader {
    private final AdminApiClient api;

    RemoteUsage(AdminApiClient api) {
        this.api = api;
    }

    @Override
    public Map<List<String>, UsageSum> read(UsageQuery query, Consumer<String> progress) {
        Map<List<String>, UsageSum> sums = new LinkedHashMap<>();
        // The API knows one key, or all that the caller may see.
        List<Map<String, String>> selections = query.keys().isEmpty()
                ? List.of(Map.of())
                : query.keys().stream().map(key -> Map.of("key", key)).toList();
        for (Map<String, String> selection : selections) {
            progress.accept("Reading usage" + selection.values().stream().collect(Collectors.joining("", " ", " …")));
            read(query, selection, sums);
        }
        progress.accept("");
        return sums;
    }

    private void read(UsageQuery query, Map<String, String> selection, Map<List<String>, UsageSum> sums) {
        Map<String, String> parameters = new HashMap<>(selection);
        parameters.put("from", query.from().toString());
        parameters.put("to", query.until().toString());
        parameters.put("group_by", query.groups().stream().map(UsageGroup::name).collect(Collectors.joining(",")));
        for (JsonNode row : api.get("usage", parameters).document().path("data")) {
            List<String> group = query.groups().stream()
                    .map(one -> row.path("group").path(one.name()).asText())
                    .toList();
            sums.merge(group, UsageSumJson.read(row), UsageSum::plus);
        }
    }
}
