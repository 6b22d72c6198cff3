package dev.didact.engine.internal.exchange;

import static java.util.Objects.requireNonNull;

import dev.didact.api.DidactException;
import dev.didact.api.Http;
import dev.didact.engine.KnownSecrets;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What came of one HTTP exchange with the endpoint of a model, rid of secrets.
public sealed interface Exchange {
    /// Hash of what was sent, and of what tells the call from others that send the same; only where a run is recorded.
    Optional<String> request();

    /// The same with its body in it, if that is kept elsewhere.
    ///
    /// @param blobs finds a body by its hash
    default Exchange whole(Function<String, byte[]> blobs) {
        return this instanceof Answered answered && answered.content() instanceof Content.Blob(String blob)
                ? answered.with(Content.of(blobs.apply(blob)))
                : this;
    }

    /// An answer, whatever its status.
    ///
    /// @param headers the first value of each header that says how to read the answer or whom to ask about it
    record Answered(Optional<String> request, int status, Map<String, String> headers, Content content)
            implements Exchange {
        public Answered {
            request = checked(request);
            if (status < 100 || status > 599) {
                throw new IllegalArgumentException("status must be from 100 to 599 but is " + status);
            }
            requireNonNull(content, "content is missing");
            headers = Map.copyOf(requireNonNull(headers, "headers are missing"));
        }

        static Answered of(Optional<String> request, Http.Answer answer) {
            var headers = new TreeMap<String, String>();
            answer.headers().forEach((name, values) -> {
                if (!values.isEmpty() && isKept(name)) {
                    headers.put(name, KnownSecrets.masked(values.getFirst()));
                }
            });
            return new Answered(request, answer.status(), headers, Content.of(answer.body()));
        }

        private static boolean isKept(String header) {
            return switch (header) {
                case "content-type", "retry-after", "x-request-id", "request-id" -> true;
                default -> header.startsWith("x-ratelimit-") || header.startsWith("anthropic-ratelimit-");
            };
        }

        /// The same with another content.
        public Answered with(Content other) {
            return new Answered(request, status, headers, other);
        }

        Http.Answer answer() {
            return new Http.Answer(
                    status,
                    headers.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue()))),
                    content.bytes());
        }
    }

    /// No whole answer.
    ///
    /// @param passing whether the same request may be answered later
    /// @param failure what failed
    record Failed(Optional<String> request, boolean passing, String failure) implements Exchange {
        public Failed {
            request = checked(request);
            requireNonNull(failure, "failure is missing");
        }

        static Failed of(Optional<String> request, boolean passing, DidactException e) {
            return new Failed(request, passing, KnownSecrets.masked(String.valueOf(e.getMessage())));
        }

        DidactException exception() {
            return passing
                    ? new DidactException.Transient(failure, Optional.empty())
                    : new DidactException.Permanent(failure);
        }
    }

    /// The body of an answer.
    sealed interface Content {
        /// What stands in a text where its bytes are no UTF-8; it may stand in the bytes, too.
        char UNREADABLE = '\uFFFD';

        /// What it is as bytes.
        ///
        /// @throws IllegalStateException if it is kept elsewhere
        byte[] bytes();

        /// About how large it is as it stands in a line.
        int size();

        /// A body in UTF-8.
        record Text(String text) implements Content {
            public Text {
                requireNonNull(text, "text is missing");
            }

            @Override
            public int size() {
                return text.length();
            }

            @Override
            public byte[] bytes() {
                return text.getBytes(StandardCharsets.UTF_8);
            }
        }

        /// A body that is not in UTF-8.
        record Bytes(String base64) implements Content {
            public Bytes {
                Base64.getDecoder().decode(requireNonNull(base64, "base64 is missing"));
            }

            @Override
            public int size() {
                return base64.length();
            }

            @Override
            public byte[] bytes() {
                return Base64.getDecoder().decode(base64);
            }
        }

        /// A large body, which is kept by its hash beside the journal.
        record Blob(String blob) implements Content {
            public Blob {
                if (!requireNonNull(blob, "blob is missing").matches("[0-9a-f]{64}")) {
                    throw new IllegalArgumentException("blob must be 64 hexadecimal digits but is '" + blob + "'");
                }
            }

            @Override
            public int size() {
                return blob.length();
            }

            @Override
            public byte[] bytes() {
                throw new IllegalStateException("the body " + blob + " is kept elsewhere");
            }
        }

        /// A body rid of secrets.
        static Content of(byte[] body) {
            String text = new String(body, StandardCharsets.UTF_8);
            if (text.indexOf(UNREADABLE) < 0) {
                return new Text(KnownSecrets.masked(text));
            }
            try {
                return new Text(KnownSecrets.masked(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(body))
                        .toString()));
            } catch (CharacterCodingException notText) {
                String masked = KnownSecrets.masked(new String(body, StandardCharsets.ISO_8859_1));
                return new Bytes(Base64.getEncoder().encodeToString(masked.getBytes(StandardCharsets.ISO_8859_1)));
            }
        }
    }

    private static Optional<String> checked(Optional<String> request) {
        requireNonNull(request, "request");
        if (request.isPresent() && !request.get().matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("request must be 64 hexadecimal digits but is '" + request.get() + "'");
        }
        return request;
    }
}
