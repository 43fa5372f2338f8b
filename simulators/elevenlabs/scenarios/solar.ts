import type { Scenario } from "./scenario";

export const solar: Scenario = {
  id: "solar",
  code: 3,
  business: "Lumenhof Solar",
  persona: "Jonas",
  country: "DE",
  timezone: "Europe/Berlin",
  callersHaveCompanies: false,
  meeting: "site visit",
  bookingTool: "book_site_visit",
  lookupTool: "estimate_yield",
  counts: { min: 3, max: 9 },
  sums: ["nine thousand euros", "fourteen thousand euros", "eighteen thousand euros", "twenty-two thousand euros"],
  temperatures: { hot: 22, warm: 32, cold: 36, not_a_lead: 10 },
  greetings: [
    "{business}, my name is {persona}. What can I do for your roof?",
    "{daypart}, this is {persona} at {business}. How can I help you?",
  ],
  outboundGreetings: [
    "{daypart} {firstName}, this is {persona} from {business}. You filled in our solar calculator. Do you have a moment?",
    "Hello, am I speaking with {fullName}? This is {persona} from {business}, about your request for a solar roof.",
  ],
  widgetGreetings: ["Hello, I am {persona} from {business}. What would you like to know about solar power at home?"],
  needs: [
    {
      say: "We own a house with a south-facing roof and want to make our own electricity.",
      reply: "South-facing is ideal. On a roof like that we usually plan eight to ten kilowatts.",
      topic: "rooftop solar",
      title: "Rooftop solar enquiry",
      fit: 96,
    },
    {
      say: "Our electricity bill doubled since we bought the heat pump.",
      reply: "That is exactly when a solar roof with a battery pays off fastest.",
      topic: "heat pump",
      title: "Solar with heat pump",
      fit: 93,
    },
    {
      say: "We already have panels and are thinking about a battery.",
      reply: "We can add a battery to most systems. It depends on the inverter you have.",
      topic: "battery storage",
      title: "Battery storage enquiry",
      fit: 84,
    },
    {
      say: "I want to charge my electric car from the roof.",
      reply: "We combine the panels with a wall box that waits for the sun.",
      topic: "wall box",
      title: "Solar and wall box enquiry",
      fit: 88,
    },
    {
      say: "We are re-roofing the house and were told to think about solar now.",
      reply: "Good advice. If we come with the roofers you save the scaffolding.",
      topic: "new roof",
      title: "Solar with new roof",
      fit: 91,
    },
    {
      say: "I rent a flat and wondered about those balcony panels.",
      reply: "We mainly build full roofs, but I can tell you what to look for.",
      topic: "balcony panels",
      title: "Balcony panel question",
      fit: 24,
    },
  ],
  details: [
    {
      ask: "How many people live in the house?",
      answers: ["We are {four|five|three} people and a dog.", "Just the two of us since the children moved out."],
    },
    {
      ask: "Do you know roughly how much electricity you use in a year?",
      answers: ["About {count} thousand kilowatt hours.", "I would have to look, but more than {count} thousand."],
    },
    {
      ask: "How old is the roof?",
      answers: ["It was redone {five|eight|twelve} years ago.", "It is as old as the house, so about thirty years."],
    },
    {
      ask: "Is there any shade from trees or neighbours?",
      answers: ["Only one chimney, otherwise it is clear all day.", "There is a big oak on the west side."],
    },
  ],
  questions: [
    {
      say: "What happens on cloudy days?",
      answer: "You still get a part of the power, and the battery and the grid cover the rest.",
      topic: "cloudy days",
    },
    {
      say: "How long is the warranty?",
      answer: "Twenty-five years on the panels and ten on the battery and inverter.",
      topic: "warranty",
    },
    {
      say: "Who takes care of the registration?",
      answer: "We do all of it, with the grid operator and the market register.",
      topic: "registration",
    },
    {
      say: "Is there any public funding at the moment?",
      answer: "There is no sales tax on home systems, and some states add a grant for the battery.",
      topic: "funding",
    },
    {
      say: "How many days are the fitters on the roof?",
      answer: "Usually two days, and one more for the electrician.",
      topic: "installation",
    },
  ],
  pricing: [
    {
      say: "What would that cost in total?",
      answer: "A complete system with battery is between fifteen and twenty-two thousand euros, all fitted.",
      topic: "pricing",
    },
    {
      say: "Can you already name a price?",
      answer: "Around thirteen hundred euros per kilowatt without the battery. The visit gives us the exact metric.",
      topic: "pricing",
    },
  ],
  trials: [
    {
      say: "Could you send me an example calculation?",
      answer: "Yes, I will send you the metrics of a house like yours.",
      topic: "example calculation",
    },
  ],
  objections: [
    {
      say: "My neighbour says it never pays off.",
      answer: "It depends on your own use. With your metrics it is usually nine to eleven years.",
      label: "payback time",
    },
    {
      say: "I do not want holes in my new roof.",
      answer: "The hooks go under the tiles, the tiles themselves stay whole.",
      label: "roof damage",
    },
    {
      say: "That is a lot of money at once.",
      answer: "There are loans from the state bank, and the rate is often close to what you save.",
      label: "price",
    },
    {
      say: "I get calls like this every week.",
      answer: "I understand. I am only calling because of the calculator you filled in.",
      label: "too many calls",
    },
  ],
  urgencyQuestions: ["By when would you like to have it on the roof?", "Is there anything that sets the date?"],
  urgency: {
    urgent: [
      { say: "The scaffolding goes up on the {day}, so it has to be decided now.", score: 95 },
      { say: "We want it running within six weeks.", score: 88 },
      { say: "The grant ends this month, so we are in a hurry.", score: 93 },
    ],
    soon: [
      { say: "Some time this spring would be good.", score: 52 },
      { say: "Within half a year, I would say.", score: 44 },
    ],
    none: [
      { say: "We are in no hurry at all.", score: 10 },
      { say: "I only wanted to see a number, nothing is planned.", score: 6 },
    ],
  },
  budgetQuestions: [
    "Have you thought about what you would like to invest?",
    "Would you finance it or pay from savings?",
  ],
  budget: {
    ready: [
      { say: "We have {sum} set aside for it.", score: 91 },
      { say: "The bank has already agreed to {sum}.", score: 87 },
    ],
    limited: [
      { say: "It should stay below {sum}.", score: 54 },
      { say: "We would need a loan, but {sum} is what we could carry.", score: 60 },
    ],
    none: [
      { say: "We cannot spend anything on the house right now.", score: 6 },
      { say: "The kitchen took all our savings.", score: 10 },
    ],
  },
  offers: [
    "Shall one of our planners come by and measure the roof? The visit is free.",
    "I suggest a site visit, it takes an hour. Would that be all right?",
  ],
  declines: [
    { say: "No, please do not call me again.", score: 1 },
    { say: "Thank you, but we have decided against it.", score: 6 },
    { say: "My husband does not want it, so there is no point.", score: 12 },
  ],
  errands: [
    {
      title: "Inverter shows an error",
      topic: "support",
      turns: [
        "You built our system last year and the inverter shows a red light.",
        "Is there a number on the display?",
        "It says error {count} zero one.",
        "That is the grid fuse. I will send a technician tomorrow morning.",
        "Good, I will be at home.",
      ],
    },
    {
      title: "Job application",
      topic: "job application",
      turns: [
        "I am an electrician and saw that you are hiring.",
        "That is right, we are looking for two electricians.",
        "Where do I send my papers?",
        "Please use the form under careers on our website.",
        "I will do that tonight.",
      ],
    },
    {
      title: "Already has a supplier",
      topic: "already bought",
      turns: [
        "That calculator was months ago, we bought from somebody else.",
        "Congratulations on the system. Then I will close your request.",
        "Yes, please do.",
      ],
    },
  ],
};
