/* The day on which a photo was taken, from the JPEG's EXIF; "" if it says none. A copy that the
   browser shrinks has lost it, and the place with it: only the day is sent. */
const HEAD = 256 * 1024; // bytes in which cameras write it
const EXIF = 0x45786966, SUB_IFD = 0x8769, TAKEN = 0x9003;

export async function dayTaken(file) {
  try {
    return read(new DataView(await file.slice(0, HEAD).arrayBuffer()));
  } catch {
    return ""; // no JPEG, or cut short
  }
}

function read(view) {
  let at = view.getUint16(0) === 0xffd8 ? 2 : view.byteLength;
  while (at + 4 < view.byteLength) {
    const marker = view.getUint16(at);
    if (marker === 0xffe1 && view.getUint32(at + 4) === EXIF) return day(view, at + 10);
    if (marker < 0xffe0 || marker > 0xffef) return "";
    at += 2 + view.getUint16(at + 2);
  }
  return "";
}

function day(view, tiff) {
  const little = view.getUint16(tiff) === 0x4949;
  const found = (ifd, tag) => {
    const count = view.getUint16(ifd, little);
    for (let n = 0; n < count; n += 1) {
      const entry = ifd + 2 + 12 * n;
      if (view.getUint16(entry, little) === tag) return tiff + view.getUint32(entry + 8, little);
    }
    return null;
  };
  const sub = found(tiff + view.getUint32(tiff + 4, little), SUB_IFD);
  const place = sub && found(sub, TAKEN);
  if (!place) return "";
  const text = String.fromCharCode(...new Uint8Array(view.buffer, place, 10));
  return /^\d{4}:\d\d:\d\d$/.test(text) ? text.replaceAll(":", "-") : "";
}
