package dev.didact.api;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The host's HTTP client, as plugins see it: one request, one whole answer.
///
/// It follows no redirects, keeps no cookies and never tries again by itself. Safe for use by many threads.
public interface Http {
    /// Sends a request and waits for the whole answer.
    ///
    /// @throws DidactException.Transient if the connection failed, the deadline passed or the answer was cut off
    /// @throws DidactException.Permanent if the answer is larger than the host allows
    /// @throws DidactException.Denied if the address is not one that this instance may reach
    /// @throws InterruptedException if the run was stopped meanwhile
    Answer send(Call call) throws DidactException, InterruptedException;

    /// A request.
    ///
    /// @param method `GET` or `POST`
    /// @param uri an absolute `http` or `https` address
    /// @param headers names and values; `Host` and `Content-Length` are the host's
    /// @param body the bytes to send, empty for none
    /// @param deadline how long the whole exchange may take
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
    record Call(String method, URI uri, Map<String, String> headers, byte[] body, Duration deadline) {
        public Call {
            requireNonNull(method, "method");
            requireNonNull(uri, "uri");
            requireNonNull(headers, "headers");
            requireNonNull(body, "body");
            requireNonNull(deadline, "deadline");
            headers = Map.copyOf(headers);
        }

        /// Method and address alone: headers hold keys, and this text may end up in a log.
        @Override
        public String toString() {
            return method + " " + uri;
        }
    }

    /// An answer.
    ///
    /// @param status the HTTP status
    /// @param headers values by lower-case name
    /// @param body the whole body
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
    record Answer(int status, Map<String, List<String>> headers, byte[] body) {
        public Answer {
            requireNonNull(headers, "headers");
            requireNonNull(body, "body");
            headers = Map.copyOf(headers);
        }

        /// The first value of a header.
        public Optional<String> header(String lowerCaseName) {
            return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
        }
    }
}
