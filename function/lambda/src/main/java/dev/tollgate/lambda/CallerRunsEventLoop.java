package dev.tollgate.lambda;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractEventExecutor;
import io.netty.util.concurrent.Future;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An event loop without a thread of its own: a task runs on the thread that brings it, unless another thread runs tasks at that moment,
 * which then takes this one, too. So tasks run one at a time and in their order, as on every event loop, and no thread wakes another.
 *
 * <p>It ends with the last reference to it.
 */
final class CallerRunsEventLoop extends AbstractEventExecutor implements EventLoop {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();
    private final Consumer<Throwable> failures;

    /**
     * A loop without tasks.
     *
     * @param failures takes what a task throws
     */
    CallerRunsEventLoop(Consumer<Throwable> failures) {
        this.failures = failures;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        Thread caller = Thread.currentThread();
        if (inEventLoop(caller)) {
            return;
        }
        // Looks again after it has given up its part: a task may have come in between, whose thread still saw this one.
        while (!tasks.isEmpty() && runner.compareAndSet(null, caller)) {
            try {
                runAll();
            } finally {
                runner.set(null);
            }
        }
    }

    private void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (RuntimeException | Error failed) {
                // The next task may be another thread's, or the one that ends the connection.
                failures.accept(failed);
            }
        }
    }

    @Override
    public boolean inEventLoop(Thread thread) {
        return runner.get() == thread;
    }

    @Override
    public @Nullable EventLoopGroup parent() {
        return null;
    }

    @Override
    public EventLoop next() {
        return this;
    }

    @Override
    public ChannelFuture register(Channel channel) {
        return register(new DefaultChannelPromise(channel, this));
    }

    @Override
    public ChannelFuture register(ChannelPromise promise) {
        promise.channel().unsafe().register(this, promise);
        return promise;
    }

    @Deprecated
    @Override
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        channel.unsafe().register(this, promise);
        return promise;
    }

    @Override
    public boolean isShuttingDown() {
        return false;
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }

    @Override
    public Future<?> terminationFuture() {
        return newFailedFuture(new UnsupportedOperationException("it has nothing to shut down"));
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        return terminationFuture();
    }

    @Deprecated
    @Override
    public void shutdown() {
        throw new UnsupportedOperationException("it has nothing to shut down");
    }
}
