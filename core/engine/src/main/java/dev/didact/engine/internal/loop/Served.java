package dev.didact.engine.internal.loop;

import dev.didact.api.Http;
import dev.didact.engine.internal.http.Reach;
import dev.didact.engine.internal.recipe.Component;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Optional;

/// Where a model is reached whose server the run keeps. A port 0 in its address stands for a free one: the model and
/// whatever is written of its calls know the address as the recipe has it, so nothing depends on the port that was
/// free.
///
/// @param written the address of the model in the recipe
/// @param actual where its server listens
record Served(URI written, URI actual) {
    /// The place of a model; empty if its configuration has no address.
    static Optional<Served> of(Component component) {
        return Granted.addresses(component)
                .findFirst()
                .map(written -> new Served(written, written.getPort() == 0 ? at(written, freePort()) : written));
    }

    /// Whether the port is one that was chosen.
    boolean chosen() {
        return !written.equals(actual);
    }

    /// What a call may reach.
    Reach reach() {
        return Reach.granted(actual);
    }

    /// A client that finds the server under the written address.
    Http over(Http http) {
        return chosen()
                ? call -> http.send(new Http.Call(
                        call.method(),
                        call.uri().getPort() == 0 ? at(call.uri(), actual.getPort()) : call.uri(),
                        call.headers(),
                        call.body(),
                        call.deadline()))
                : http;
    }

    private static URI at(URI address, int port) {
        return URI.create(address.toString().replaceFirst(":0(?=[/?#]|$)", ":" + port));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port can be had", e);
        }
    }
}
