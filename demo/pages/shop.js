/**
 * A shop's page: the goods, or the one that the address names. Words are in shop.html, facts come from goods.json.
 *
 * It tells the chat window which product the shopper looks at, so that 「这个」 is understood; that is all a shop's own
 * page has to do.
 */

const shop = document.body.dataset.shop;
const home = `/demo/${encodeURIComponent(shop)}`;
const view = document.getElementById("view");
const title = document.title;
let shown = "";
window.Huashu = window.Huashu || { q: [] };

function copyOf(template) {
  return document.getElementById(template).content.cloneNode(true);
}

function yuan(fen) {
  return `¥${fen % 100 ? (fen / 100).toFixed(2) : fen / 100}`;
}

function fill(list, texts) {
  list.append(...texts.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  list.hidden = !texts.length;
}

function showPicture(image, product) {
  image.addEventListener("error", () => image.remove());
  if (product.picture) image.src = product.picture;
  else image.remove();
}

function cardOf(product) {
  const made = copyOf("card");
  const link = made.querySelector("a");
  link.href = `${home}/${encodeURIComponent(product.no)}`;
  link.dataset.no = product.no;
  showPicture(made.querySelector("img"), product);
  made.querySelector(".gone").hidden = product.in_stock.length > 0;
  made.querySelector(".card-name").textContent = product.name;
  made.querySelector(".price").textContent = yuan(product.price_fen);
  if (product.colours.length > 1) {
    const words = copyOf("colours").textContent.replace("{count}", product.colours.length);
    made.querySelector(".card-choice").textContent = words;
  }
  return made;
}

function gridOf(products) {
  const made = copyOf("grid");
  made.querySelector("ul").append(...products.map(cardOf));
  return made;
}

function productOf(product) {
  const made = copyOf("product");
  const image = made.querySelector("img");
  image.alt = product.name;
  showPicture(image, product);
  made.querySelector("h1").textContent = product.name;
  made.querySelector(".price").textContent = yuan(product.price_fen);
  fill(made.querySelector(".features"), product.features);
  fill(made.querySelector(".quality ul"), product.quality);
  made.querySelector(".quality").hidden = !product.quality.length;
  addChoices(made.querySelector("form"), product);
  made.querySelector(".ask-button").addEventListener("click", () => tell("open"));
  return made;
}

/** Radio buttons for what there is to choose, and whether the choice is in stock. */
function addChoices(form, product) {
  const [chosenColour, chosenSize] = product.in_stock[0] ?? [product.colours[0], product.sizes[0]];
  addOptions(form, "colour", product.colours, chosenColour);
  addOptions(form, "size", product.sizes, chosenSize);
  const found = form.querySelector(".found");
  const look = () => {
    const [colour, size] = ["colour", "size"].map((of) => form.elements[of]?.value ?? "");
    const there = isInStock(product, colour, size);
    found.textContent = there ? found.dataset.there : found.dataset.gone;
    found.classList.toggle("is-gone", !there);
    for (const input of form.querySelectorAll("[name=size]")) {
      input.parentElement.classList.toggle("is-gone", !isInStock(product, colour, input.value));
    }
  };
  form.addEventListener("change", look);
  look();
}

function addOptions(form, name, texts, chosen) {
  const group = form.querySelector(`[data-of=${name}]`);
  group.hidden = !texts.length;
  group.append(...texts.map((text) => optionOf(name, text, text === chosen)));
}

function optionOf(name, text, checked) {
  const made = copyOf("option");
  Object.assign(made.querySelector("input"), { name, value: text, defaultChecked: checked });
  made.querySelector("span").textContent = text;
  return made;
}

function isInStock(product, colour, size) {
  return product.in_stock.some((each) => each[0] === colour && each[1] === size);
}

/** To the chat window, which may not have come yet. */
function tell(call, ...about) {
  if (window.Huashu.q) window.Huashu.q.push([call, ...about]);
  else window.Huashu[call](...about);
}

function showCampaign(campaign) {
  if (!campaign) return;
  const strip = document.getElementById("campaign");
  strip.querySelector("strong").textContent = campaign.name;
  strip.querySelector("span").textContent = campaign.how;
  strip.hidden = false;
}

/** What the address names; the window hears of it. */
function show(products) {
  shown = decodeURIComponent(location.pathname.slice(home.length + 1));
  const product = products.find((each) => each.no === shown);
  view.replaceChildren(product ? productOf(product) : shown ? copyOf("no-product") : gridOf(products));
  for (const link of view.querySelectorAll('a[data-no=""]')) link.href = home;
  document.title = product ? `${product.name} · ${title}` : title;
  tell("product", product ? product.no : null);
}

/** Keyboard and screen reader go on where the shopper does: at the product, or at the card he came from. */
function showNext(products) {
  const cameFrom = shown;
  show(products);
  const card = [...view.querySelectorAll(".card")].find((each) => each.dataset.no === cameFrom);
  (card ?? view.querySelector("h1")).focus({ preventScroll: true });
}

function follow(event, products) {
  const link = event.target.closest("a[data-no]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  showNext(products);
  scrollTo(0, 0);
}

document.body.style.setProperty("--accent", document.querySelector("meta[name=theme-color]").content);
try {
  const { campaign, products } = await (await fetch(`${home}/goods.json`)).json();
  showCampaign(campaign);
  show(products);
  addEventListener("popstate", () => showNext(products));
  document.addEventListener("click", (event) => follow(event, products));
} catch {
  view.replaceChildren(copyOf("failed"));
}
