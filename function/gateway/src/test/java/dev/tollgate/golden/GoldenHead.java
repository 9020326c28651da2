package dev.tollgate.golden;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A response's status, and those of its headers that matter. */
record GoldenHead(int status, Map<String, String> headers) {
    static final GoldenHead OK = new GoldenHead(200, Map.of());

    static GoldenHead of(byte[] file) {
        List<String> lines =
                new String(file, StandardCharsets.UTF_8).strip().lines().toList();
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return new GoldenHead(Integer.parseInt(lines.getFirst()), headers);
    }

    String text() {
        StringBuilder text = new StringBuilder().append(status).append('\n');
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return text.toString();
    }
}
