import type { Country, ScenarioId } from "./scenarios/scenario";

export const FIRST_NAMES: Readonly<Record<Country, readonly string[]>> = {
  GB: words(`Amelia Oliver Priya Callum Grace Tariq Megan Owen Fatima Rhys Chloe Dominic Isla Kwame Hannah Declan Zara Stephen
    Niamh Marcus Aisha Gareth Lucy Rohan Beth Angus Sophie Imran Eleanor Wesley Ngozi Patrick Joanna Hamish Leila Graham`),
  DE: words(`Anna Lukas Miriam Jürgen Katharina Emre Sabine Felix Birgit Matthias Leonie Uwe Svenja Ali Claudia Sören Petra Jan
    Ingrid Moritz Nadine Thomas Heike Cem Julia Holger Monika Philipp Renate Björn Elif Martin Anke Dieter Zeynep Ralf`),
  US: words(`Emily Jason Maria Tyrone Ashley Kevin Mei Brandon Rachel Luis Danielle Craig Aaliyah Scott Jennifer Hiroshi Nicole
    Darnell Sara Todd Guadalupe Eric Vanessa Raj Monica Trevor Jasmine Doug Kayla Anthony Heather Omar Laurie Nathan Bianca`),
};

export const LAST_NAMES: Readonly<Record<Country, readonly string[]>> = {
  GB: words(`Ashworth Bennett Okafor Kaur Fletcher Hughes Rahman Doyle Whitaker Patel Sinclair Morgan Adeleke Barlow Chowdhury
    Pemberton Lloyd Marsh Nolan Osborne Quigley Redfern Shah Thornton Underhill Vaughan Weston Yates Hartley Ellison Brady`),
  DE: words(`Albrecht Bergmann Çelik Dietrich Ebert Friedrich Graf Hartmann Jansen Kühn Lorenz Möller Neumann Öztürk Pohl
    Reinhardt Schäfer Thiel Ulrich Vogt Winkler Yıldız Zimmermann Brandt Engel Seidel Krämer Böhm Haas Schubert`),
  US: words(`Alvarez Brooks Castillo Dawson Edwards Fischer Greene Huang Ingram Jefferson Kowalski Lambert Mitchell Nguyen Ortiz
    Parker Quinn Ramirez Schultz Turner Underwood Vasquez Whitfield Young Zimmer Hoffman Delgado Freeman Sato Bishop`),
};

const COMPANY_FIRST =
  words(`Haulwell Northmoor Brightwater Kestrel Ironbridge Larkfield Meridian Oakhaven Pinnacle Redwood Silverline
  Stonegate Tidewell Umber Verdant Westmark Amberley Bluecrest Copperhill Dunmore Eastvale Fairmont Greystone Hollins`);

const COMPANY_LAST: Readonly<Partial<Record<ScenarioId, readonly string[]>>> = {
  fleet: ["Couriers", "Logistics", "Haulage", "Plumbing", "Foods", "Building Supplies", "Facilities", "Scaffolding"],
  software: ["Robotics", "Health", "Media", "Labs", "Outfitters", "Brewing", "Partners", "Staffing"],
};

export const MAIL_DOMAINS = ["postbox.example", "quickmail.example", "inbox.example", "letterpost.example"] as const;

/** Every company name that callers of a scenario may come from. */
export function companyNames(scenario: ScenarioId): string[] {
  const endings = COMPANY_LAST[scenario] ?? [];
  return COMPANY_FIRST.flatMap((first) => endings.map((last) => `${first} ${last}`));
}

function words(text: string): string[] {
  return text.split(/\s+/);
}
