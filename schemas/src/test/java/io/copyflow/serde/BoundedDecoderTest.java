package io.copyflow.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Skipping is how a reader passes over fields it does not have; it is bounded like reading. */
class BoundedDecoderTest {

    @Test
    void skips_a_block_by_its_size() throws IOException {
        BoundedDecoder decoder = decoderOf(-2, 3, 1, 2, 3, 0, 7);
        assertThat(decoder.skipArray()).isZero();
        assertThat(decoder.readLong()).isEqualTo(7);
    }

    @Test
    @Timeout(5)
    void a_negative_size_does_not_send_it_back_for_ever() {
        assertThatThrownBy(() -> decoderOf(-2, -2, 0).skipArray()).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> decoderOf(-2, -2, 0).skipMap()).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> decoderOf(-1).skipString()).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> decoderOf(-1).skipBytes()).isInstanceOf(EOFException.class);
    }

    @Test
    void items_of_no_bytes_are_no_more_in_all_than_the_record_has_bytes() throws IOException {
        BoundedDecoder decoder = decoderOf(3, 3, 3, 3, 0);
        assertThat(decoder.readArrayStart()).isEqualTo(3);
        assertThatThrownBy(decoder::arrayNext).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> {
                    BoundedDecoder again = decoderOf(3, 3, 3, 3, 0);
                    again.skipMap();
                    again.skipMap();
                })
                .isInstanceOf(EOFException.class);
    }

    private static BoundedDecoder decoderOf(long... numbers) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        for (long number : numbers) {
            encoder.writeLong(number);
        }
        encoder.flush();
        return new BoundedDecoder(DecoderFactory.get().binaryDecoder(out.toByteArray(), null), out.size());
    }
}
