// Check digits, seals and pages of format 1, written from public/specification/code-1.md alone.

import { createDecipheriv, createPrivateKey, createPublicKey, createHmac, diffieHellman } from "node:crypto";

export function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function bytesOf(decimal) {
  const hex = BigInt(decimal).toString(16);
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, "hex");
}

// HPKE (RFC 9180), base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305.
function openSeal(sealed, privateKey, info, aad) {
  const [encapsulated, cipher, tag] = [sealed.subarray(1, 33), sealed.subarray(33, -16), sealed.subarray(-16)];
  const secret = createPrivateKey({ key: Buffer.concat([Buffer.from("302e020100300506032b656e04220420", "hex"), privateKey]), format: "der", type: "pkcs8" });
  const prefix = Buffer.from("302a300506032b656e032100", "hex");
  const publicKey = createPublicKey({ key: Buffer.concat([prefix, encapsulated]), format: "der", type: "spki" });
  const own = createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(prefix.length);
  const hmac = (key, ...parts) => parts.reduce((mac, part) => mac.update(part), createHmac("sha256", key)).digest();
  const extract = (suite, salt, label, ikm) => hmac(salt, "HPKE-v1", suite, label, ikm);
  const expand = (suite, prk, label, context, length) => {
    const size = Buffer.from([0, length]);
    return hmac(prk, size, "HPKE-v1", suite, label, context, Buffer.from([1])).subarray(0, length);
  };
  const kem = Buffer.from("4b454d0020", "hex"), suite = Buffer.from("48504b45002000010003", "hex"), none = Buffer.alloc(0);
  const shared = expand(kem, extract(kem, none, "eae_prk", diffieHellman({ privateKey: secret, publicKey })), "shared_secret", Buffer.concat([encapsulated, own]), 32);
  const context = Buffer.concat([Buffer.from([0]), extract(suite, none, "psk_id_hash", none), extract(suite, none, "info_hash", info)]);
  const key = extract(suite, shared, "secret", none);
  const decipher = createDecipheriv("chacha20-poly1305", expand(suite, key, "key", context, 32), expand(suite, key, "base_nonce", context, 12), { authTagLength: 16 });
  decipher.setAuthTag(tag);
  decipher.setAAD(aad);
  return Buffer.concat([decipher.update(cipher), decipher.final()]);
}

/** The coder's number, from under the seal where there is one. */
export function inside(digits, key) {
  if (digits[0] === "1") return BigInt(digits.slice(7));
  const sealed = bytesOf(digits.slice(7));
  if (sealed[0] !== 1) throw new Error("no seal of version 1");
  return BigInt(`0x${openSeal(sealed, Buffer.from(key.private, "hex"), Buffer.from("mado-qr/1"), Buffer.from(digits.slice(0, 7))).toString("hex")}`);
}

/** The digits of a code out of its pages, in any order. */
export function joined(pages) {
  const read = pages.map((page) => /^3([1-9])([2-9])([0-9]{4})([0-9]+)$/.exec(page));
  if (read.some((page) => !page)) throw new Error("no page");
  const [, , of, set] = read[0];
  if (read.some((page) => page[2] !== of || page[3] !== set)) throw new Error("pages of another code");
  const parts = Array.from({ length: Number(of) }, (_, at) => read.find((page) => page[1] === String(at + 1))?.[4]);
  if (parts.includes(undefined)) throw new Error(`page ${parts.indexOf(undefined) + 1} is missing`);
  const digits = parts.join("");
  if (String(crc32(Buffer.from(digits)) % 10000).padStart(4, "0") !== set) throw new Error("the pages are not the code that they were cut from");
  return digits;
}
