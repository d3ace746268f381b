package io.correo.simulator.demo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// A drawn picture: a floor plan, a chart, rooms and shelves. Own encoder, because the
/// desktop classes would cost more start-up time than all demo mail together.
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int[] PALETTE = {
    0xffffff, 0x1f3b5c, 0x2f6f9f, 0x8fb8d8, 0xd9e6f0, 0xe0a030, 0xc8553d, 0x6b8f71, 0x4a4a4a,
    0xb0b0b0, 0xf4efe6, 0xa07850, 0x704f32, 0xe8d8c0, 0x223344, 0x90c090
  };

  private final int width;
  private final int height;
  private final byte[] pixels;

  private PngFile(int width, int height) {
    this.width = width;
    this.height = height;
    this.pixels = new byte[width * height];
  }

  /// @param subject `plan`, `chart`, `room`, `bedroom`, `shelves` or `damage`
  static byte[] of(String subject) {
    var picture = new PngFile(640, 400);
    switch (subject) {
      case "plan" -> picture.plan();
      case "chart" -> picture.chart();
      case "room" -> picture.room();
      case "damage" -> {
        picture.room();
        picture.frame(308, 194, 92, 64, 6);
      }
      case "bedroom" -> picture.bedroom();
      case "shelves" -> picture.shelves();
      default -> throw new IllegalArgumentException("cannot draw " + subject);
    }
    return picture.encoded();
  }

  private void plan() {
    fill(0, 0, width, height, 10);
    int[][] rooms = {
      {40, 40, 240, 140}, {280, 40, 180, 140}, {460, 40, 140, 320}, {40, 180, 420, 180}
    };
    for (var room : rooms) frame(room[0], room[1], room[2], room[3], 1);
    for (int i = 0; i < 6; i++) {
      fill(70 + i * 64, 230, 44, 26, 3);
      fill(70 + i * 64, 290, 44, 26, 3);
      fill(84 + i * 64, 262, 16, 16, 8);
    }
    fill(320, 80, 100, 50, 11);
    fill(90, 80, 130, 60, 11);
    fill(500, 90, 60, 200, 7);
    fill(240, 176, 34, 10, 10);
  }

  private void chart() {
    fill(60, 30, 2, 320, 8);
    fill(60, 350, 540, 2, 8);
    int[] bars = {120, 150, 138, 190, 214, 176, 240, 262};
    for (int i = 0; i < bars.length; i++) {
      fill(84 + i * 64, 350 - bars[i], 26, bars[i], 2);
      fill(112 + i * 64, 350 - bars[i] * 4 / 5, 16, bars[i] * 4 / 5, 5);
    }
    for (int y = 70; y < 350; y += 70) fill(62, y, 538, 1, 9);
  }

  private void room() {
    fill(0, 0, width, 260, 13);
    fill(0, 260, width, 140, 11);
    for (int x = 0; x < width; x += 80) fill(x, 260, 2, 140, 12);
    fill(60, 50, 200, 130, 3);
    frame(60, 50, 200, 130, 0);
    fill(158, 50, 4, 130, 0);
    fill(330, 210, 240, 14, 12);
    fill(344, 224, 10, 110, 14);
    fill(546, 224, 10, 110, 14);
    fill(420, 150, 90, 52, 14);
    fill(428, 158, 74, 36, 3);
    fill(80, 220, 70, 80, 7);
    fill(70, 296, 90, 14, 8);
    fill(110, 310, 8, 36, 8);
    fill(84, 344, 62, 6, 8);
  }

  private void bedroom() {
    fill(0, 0, width, 280, 4);
    fill(0, 280, width, 120, 12);
    fill(150, 120, 340, 130, 11);
    fill(170, 220, 300, 110, 0);
    fill(170, 260, 300, 90, 2);
    fill(190, 200, 110, 40, 10);
    fill(340, 200, 110, 40, 10);
    fill(80, 200, 60, 8, 11);
    fill(500, 200, 60, 8, 11);
    fill(98, 160, 24, 40, 5);
    fill(518, 160, 24, 40, 5);
    fill(250, 40, 140, 60, 7);
    frame(250, 40, 140, 60, 12);
  }

  private void shelves() {
    fill(0, 0, width, 330, 10);
    fill(0, 330, width, 70, 11);
    frame(70, 40, 500, 294, 12);
    int[] colours = {2, 5, 6, 7, 8, 3, 1, 15};
    for (int shelf = 0; shelf < 3; shelf++) {
      fill(70, 130 + shelf * 98, 500, 6, 12);
      for (int book = 0; book < 22; book++) {
        var high = 48 + (book * 7 + shelf * 5) % 30;
        var colour = colours[(book * 3 + shelf) % colours.length];
        fill(82 + book * 22, 130 + shelf * 98 - high, 18, high, colour);
      }
    }
  }

  private void frame(int x, int y, int w, int h, int colour) {
    fill(x, y, w, 4, colour);
    fill(x, y + h - 4, w, 4, colour);
    fill(x, y, 4, h, colour);
    fill(x + w - 4, y, 4, h, colour);
  }

  private void fill(int x, int y, int w, int h, int colour) {
    for (int row = y; row < Math.min(y + h, height); row++) {
      var from = row * width + x;
      Arrays.fill(pixels, from, from + Math.min(w, width - x), (byte) colour);
    }
  }

  private byte[] encoded() {
    var out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    var size = ByteBuffer.allocate(13).putInt(width).putInt(height);
    chunk(out, "IHDR", size.put((byte) 8).put((byte) 3).array()); // 8 bits, palette
    var palette = ByteBuffer.allocate(PALETTE.length * 3);
    for (int rgb : PALETTE) {
      palette.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
    }
    chunk(out, "PLTE", palette.array());
    chunk(out, "IDAT", deflated());
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private byte[] deflated() {
    var rows = ByteBuffer.allocate((width + 1) * height);
    for (int y = 0; y < height; y++) rows.put((byte) 0).put(pixels, y * width, width);
    var out = new ByteArrayOutputStream();
    try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
      deflater.setInput(rows.array());
      deflater.finish();
      var buffer = new byte[8192];
      while (!deflater.finished()) out.write(buffer, 0, deflater.deflate(buffer));
    }
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    var named = ByteBuffer.allocate(4 + data.length);
    named.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
    var crc = new CRC32();
    crc.update(named.array());
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(named.array());
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
