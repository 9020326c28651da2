package dev.tollgate.guardrail;

import dev.tollgate.call.CallContext;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.openai.RequestTexts;
import dev.tollgate.openai.TextPath;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Applies the content policies of gateway, key and alias to a request, before anything of it leaves. */
@ApplicationScoped
public class PromptGuard {
    private final ContentPolicies policies;

    PromptGuard(ContentPolicies policies) {
        this.policies = policies;
    }

    /**
     * The call with the request that may leave.
     *
     * @param ofRoute the names of the policies of the gateway and of every alias that the request may pass through
     * @throws GatewayException {@code STORE_UNAVAILABLE} if a policy cannot be read: a request must not leave unchecked
     */
    public <R extends ModelRequest> GuardedCall<R> guard(CallContext<R> context, List<String> ofRoute) {
        return guard(context, ofRoute, Map.of());
    }

    /**
     * The same for a request with texts around it that must leave as they are.
     *
     * @param fixed each by the name of its field
     */
    public <R extends ModelRequest> GuardedCall<R> guard(
            CallContext<R> context, List<String> ofRoute, Map<String, String> fixed) {
        Set<String> names = new LinkedHashSet<>(ofRoute);
        names.addAll(context.key().content().policies());
        if (names.isEmpty()) {
            return new GuardedCall<>(context, new PlaceholderMap(), List.of(), List.of(), Optional.empty());
        }
        PolicyDetectors detectors = detectors(names);
        PromptEditor editor = new PromptEditor(detectors.prompts());
        fixed.forEach((name, text) -> editor.fixed(TextPath.of(name), text));
        R request = RequestTexts.edited(context.request(), editor);
        Map<String, String> headers = headers(context, editor);
        CallContext<R> masked =
                context.with(request, headers, context.nativeRequest().map(sent -> edited(sent, editor)));
        if (!editor.acted().isEmpty()) {
            context.metrics().policiesActed(editor.acted());
        }
        return new GuardedCall<>(
                masked, editor.placeholders(), detectors.answers(), detectors.scans(), editor.denial());
    }

    private static NativeRequest edited(NativeRequest sent, PromptEditor editor) {
        PromptEditor again = editor.inOtherWords();
        NativeRequest edited = sent.edited(again);
        editor.addOnly(again);
        return edited;
    }

    private PolicyDetectors detectors(Set<String> names) {
        Map<String, ContentPolicy> current = policies.current();
        List<ContentPolicy> named = new ArrayList<>();
        for (String name : names) {
            ContentPolicy policy = current.get(name);
            if (policy == null) {
                throw new GatewayException(
                        ErrorKind.STORE_UNAVAILABLE, "The content policy '" + name + "' cannot be read.");
            }
            named.add(policy);
        }
        return PolicyDetectors.of(named);
    }

    /** Some of the client's headers leave, too. */
    private static Map<String, String> headers(CallContext<?> context, PromptEditor editor) {
        Map<String, String> edited = new LinkedHashMap<>();
        context.forwardedHeaders().forEach((name, value) -> edited.put(name, editor.text(TextPath.of(name), value)));
        return edited;
    }
}
