package dev.tollgate.failover;

import dev.tollgate.call.CallContext;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.process.JsonFootprint;
import dev.tollgate.process.MemoryLease;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.FetchedFiles;
import dev.tollgate.provider.FileUrls;
import dev.tollgate.provider.RemoteFiles;

/** The files that one chat request names by URL. Each is fetched once, however many targets need its bytes. */
final class RequestFiles {
    private final CallContext<ChatRequest> context;
    private final RemoteFiles remoteFiles;
    private final FetchedFiles fetched;

    RequestFiles(CallContext<ChatRequest> context, RemoteFiles remoteFiles) {
        this.context = context;
        this.remoteFiles = remoteFiles;
        MemoryLease memory = context.memory().part();
        this.fetched = new FetchedFiles(bytes -> memory.hold(JsonFootprint.ofText(bytes)));
    }

    /** The request as this provider gets it: with the files themselves, unless the provider reads their URLs. */
    ChatRequest requestFor(ChatAdapter adapter) {
        FileUrls urls = FileUrls.of(adapter);
        return urls.areIn(context.request())
                ? remoteFiles.inline(context.request(), urls, fetched, context.deadline())
                : context.request();
    }
}
