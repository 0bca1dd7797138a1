/** The landing: one tile for each shop, with what to try there. Words are in landing.html. */

const list = document.getElementById("shops");
const tile = document.getElementById("shop").content;
const tries = document.getElementById("tries").content;

function tileOf(shop) {
  const made = tile.cloneNode(true);
  const link = made.querySelector("a");
  link.href = `/demo/${encodeURIComponent(shop.shop)}`;
  link.style.setProperty("--accent", shop.colour);
  link.dataset.shop = shop.shop;
  made.querySelector(".shop-name").textContent = shop.name;
  made.querySelector(".shop-trade").textContent = shop.trade;
  made.querySelector(".shop-try").textContent = tryOf(shop.shop);
  made.querySelector(".shop-pictures").append(...shop.pictures.slice(0, 4).map(pictureOf));
  return made;
}

function tryOf(shop) {
  return (tries.querySelector(`[data-shop="${CSS.escape(shop)}"]`) ?? tries.querySelector('[data-shop=""]')).textContent;
}

/** Beside the shop's name it says nothing new: no alternative text. */
function pictureOf(address) {
  return Object.assign(new Image(200, 200), { src: address, alt: "" });
}

try {
  const answer = await fetch("/demo/shops.json");
  list.append(...(await answer.json()).map(tileOf));
} catch {
  document.getElementById("failed").hidden = false;
}
