package dev.didact.engine.internal.http;

import dev.didact.api.DidactException;
import dev.didact.api.Http;
import dev.didact.engine.internal.http.Exchange.BodyTooLargeException;
import dev.didact.engine.internal.http.PublicAddress.PrivateException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;

/// HTTP as one instance of a contribution has it: one exchange a call, to the hosts and ports that were granted.
///
/// Each exchange runs on a virtual thread of its own while the caller waits for it, so that the deadline and an
/// interruption end the call at once whatever the exchange hangs in: a name look-up, the pool, a handshake, a byte that
/// never comes.
public final class HostHttp implements Http {
    private static final Set<String> OURS = Set.of("host", "content-length", "transfer-encoding", "connection");

    private final HttpPool pool;
    private final Set<Reach> reach;

    HostHttp(HttpPool pool, Set<Reach> reach) {
        this.pool = pool;
        this.reach = Set.copyOf(reach);
    }

    @Override
    public Answer send(Call call) throws DidactException, InterruptedException {
        boolean anywhere = check(call);
        String where = Reach.authority(call.uri());
        var exchange = new Exchange(pool, call, anywhere);
        var task = new FutureTask<>(exchange);
        Thread thread = Thread.ofVirtual().name("didact-http " + where).start(task);
        try {
            return task.get(Math.max(0, call.deadline().toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            stop(exchange, thread);
            throw new DidactException.Transient(
                    where + " gave no whole answer within " + inSeconds(call.deadline()), Optional.empty());
        } catch (InterruptedException e) {
            stop(exchange, thread);
            throw e;
        } catch (ExecutionException e) {
            throw failure(where, e.getCause() == null ? e : e.getCause());
        }
    }

    private static void stop(Exchange exchange, Thread thread) {
        exchange.abort();
        thread.interrupt();
    }

    /// Holds a call against what was granted.
    ///
    /// @return whether its host may lie anywhere
    private boolean check(Call call) throws DidactException {
        if (!call.method().equals("GET") && !call.method().equals("POST")) {
            throw refused("the method must be GET or POST but is '" + call.method() + "'");
        }
        URI uri = call.uri();
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getUserInfo() != null) {
            throw refused("an address must be http://HOST… or https://HOST… without user or password");
        }
        List<Reach> covering =
                reach.stream().filter(granted -> granted.covers(uri)).toList();
        if (covering.isEmpty()) {
            throw new DidactException.Denied("network " + Reach.authority(uri), refusal(uri));
        }
        for (var header : call.headers().entrySet()) {
            String name = header.getKey();
            if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
                throw refused("the header '" + name + "' is the host's; leave it out");
            }
            if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
                throw refused("a header's name must be letters, digits and dashes");
            }
            if (header.getValue().chars().anyMatch(c -> (c < ' ' && c != '\t') || c >= 127)) {
                throw refused("the value of the header '" + name
                        + "' holds a line break or another character that no header may hold");
            }
        }
        return covering.stream().anyMatch(Reach::anywhere);
    }

    private static DidactException.Denied refused(String message) {
        return new DidactException.Denied("network", message);
    }

    private String refusal(URI uri) {
        String where = Reach.authority(uri);
        if ("http".equalsIgnoreCase(uri.getScheme())
                && reach.stream()
                        .anyMatch(granted -> new Reach(granted.host(), granted.port(), true, true).covers(uri))) {
            return where
                    + " may be reached by https only; name its http address in the recipe to allow it without encryption";
        }
        String granted = reach.stream()
                .map(one -> one.host() + ":" + one.port())
                .sorted()
                .collect(Collectors.joining(", "));
        return where + " is not among the addresses that recipe and manifest grant ("
                + (granted.isEmpty() ? "none" : granted) + "); name it in the recipe to allow it";
    }

    private static DidactException failure(String where, Throwable cause) {
        return switch (cause) {
            case BodyTooLargeException _ ->
                new DidactException.Permanent(
                        "the answer of " + where + " is larger than " + (HttpPool.BODY_LIMIT >> 20) + " MB");
            case PrivateException e ->
                new DidactException.Denied(
                        "network " + where,
                        where + " is " + e.getMessage()
                                + ", this machine or one of a private network, which no manifest"
                                + " can grant; name its address in the recipe to allow it");
            case UnknownHostException _ -> failed("no address is known for " + where, cause);
            case ConnectTimeoutException _ -> failed(where + " could not be connected to in time", cause);
            case ConnectException _ -> failed("nothing listens at " + where + "; is the endpoint running?", cause);
            case NoHttpResponseException _ -> failed(where + " closed the connection without an answer", cause);
            case ConnectionClosedException _ -> failed(where + " cut its answer off", cause);
            case MalformedChunkCodingException _ -> failed(where + " sent an answer whose chunks are broken", cause);
            case IOException e
            when distrusted(e) ->
                new DidactException.Unavailable(
                        where + " shows a certificate that is not trusted: " + e.getMessage(), e);
            case IOException e -> failed("the exchange with " + where + " failed: " + e.getMessage(), e);
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> failed("the exchange with " + where + " failed: " + cause, cause);
        };
    }

    private static DidactException.Transient failed(String message, Throwable cause) {
        return new DidactException.Transient(message, cause);
    }

    private static boolean distrusted(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    private static String inSeconds(Duration deadline) {
        return deadline.toMillis() % 1000 == 0 ? deadline.toSeconds() + " s" : deadline.toMillis() + " ms";
    }
}
