package dev.didact.engine.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class HashesTest {

    @Test
    void thePlainHashIsTheOneEverybodyKnows() throws IOException {
        byte[] content = "abc".getBytes(StandardCharsets.US_ASCII);
        String expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertThat(Hashes.sha256(content)).isEqualTo(expected);
        assertThat(Hashes.sha256("xabcx".getBytes(StandardCharsets.US_ASCII), 1, 3))
                .isEqualTo(expected);
        assertThat(Hashes.sha256(new ByteArrayInputStream(content))).isEqualTo(expected);
    }

    @Test
    void thingsThatDifferInOneFieldOrItsPlaceDiffer() {
        Stream<String> hashes = Stream.of(
                Hashes.fields("task").text("a", "bc").text("d", "").sha256(),
                Hashes.fields("task").text("a", "b").text("d", "c").sha256(),
                Hashes.fields("task").text("a", "").text("d", "bc").sha256(),
                Hashes.fields("task").text("ab", "c").text("d", "").sha256(),
                Hashes.fields("task").text("d", "").text("a", "bc").sha256(),
                Hashes.fields("task").text("a", "bc").sha256(),
                Hashes.fields("call").text("a", "bc").sha256(),
                Hashes.fields("task").bytes("a", Canonical.bytes("bc")).sha256(),
                Hashes.fields("task").texts("a", List.of("bc")).sha256(),
                Hashes.fields("task").texts("a", List.of("b", "c")).sha256(),
                Hashes.fields("task").number("a", 1).sha256(),
                Hashes.fields("task").text("a", "1").sha256(),
                Hashes.fields("task").sha256());
        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void aJsonFieldDoesNotDependOnTheOrderOfItsKeys() {
        JsonMapper json = JsonMapper.shared();
        String one = Hashes.fields("task")
                .json("with", json.readTree("{\"a\":1,\"b\":2.0}"))
                .sha256();
        String other = Hashes.fields("task")
                .json("with", json.readTree("{ \"b\":2, \"a\":1 }"))
                .sha256();
        assertThat(one).isEqualTo(other);
        assertThat(Hashes.sha256(json.readTree("{\"a\":1}")))
                .isEqualTo(Hashes.sha256("{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theIdentityOfATaskIsTheSameInEveryVersion() {
        assertThat(Hashes.fields("task")
                        .text("step", "marked")
                        .number("random-seed", 7)
                        .sha256())
                .isEqualTo("8ec3ebdbfaa12f864b8c6d197ed6aff111d0014157cf9c712b8276d766eededc");
    }
}
