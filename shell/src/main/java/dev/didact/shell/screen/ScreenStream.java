package dev.didact.shell.screen;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Standard output of the commands at the prompt: whole lines go to the [Screen].
final class ScreenStream extends OutputStream {
    private final Screen screen;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    ScreenStream(Screen screen) {
        this.screen = screen;
    }

    @Override
    public synchronized void write(int unit) {
        if (unit == '\n') {
            screen.print(line.toString(StandardCharsets.UTF_8));
            line.reset();
        } else {
            line.write(unit);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int index = offset; index < offset + length; index++) {
            write(bytes[index]);
        }
    }
}
