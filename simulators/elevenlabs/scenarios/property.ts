import type { Scenario } from "./scenario";

export const property: Scenario = {
  id: "property",
  code: 5,
  business: "Quayside Lettings",
  persona: "Felix",
  country: "GB",
  timezone: "Europe/London",
  callersHaveCompanies: false,
  meeting: "viewing",
  bookingTool: "book_viewing",
  lookupTool: "search_properties",
  counts: { min: 2, max: 6 },
  sums: ["nine hundred and fifty pounds", "eleven hundred pounds", "fourteen hundred pounds", "two thousand pounds"],
  temperatures: { hot: 34, warm: 28, cold: 16, not_a_lead: 22 },
  greetings: [
    "{business}, this is {persona}. Are you looking for a home, or is it about one of our buildings?",
    "{daypart}, {persona} at {business}. How can I help you?",
  ],
  outboundGreetings: [
    "Hello {firstName}, {persona} from {business}. You saved a search with us and something new came in. Can you talk?",
    "{daypart} {firstName}, this is {persona} from {business}, about the flat you asked for. Is this a good time?",
  ],
  widgetGreetings: ["Hi, I am {persona} from {business}. Which home are you interested in?"],
  needs: [
    {
      say: "I am calling about the two-bedroom flat on Dock Road.",
      reply: "A lovely one, it is on the fourth floor and it is still available.",
      topic: "two-bedroom flat",
      title: "Flat on Dock Road",
      fit: 95,
    },
    {
      say: "We need a house with a garden for {count} people.",
      reply: "I have three houses that could fit, one of them close to the park.",
      topic: "family house",
      title: "Family house search",
      fit: 88,
    },
    {
      say: "I start a new job here and need a studio.",
      reply: "Congratulations. We have studios near the station and near the quay.",
      topic: "studio",
      title: "Studio search",
      fit: 90,
    },
    {
      say: "I own a flat and want somebody to let it for me.",
      reply: "We look after four hundred homes for owners, so we can take it from start to finish.",
      topic: "letting service",
      title: "Owner looking for management",
      fit: 92,
    },
    {
      say: "Do you have anything for my {count} dogs and me?",
      reply: "Pets are a question for the owner, but some of our owners say yes.",
      topic: "pets",
      title: "Home with pets",
      fit: 62,
    },
    {
      say: "Do you have offices by the hour?",
      reply: "We only let homes, but I can note your request.",
      topic: "office space",
      title: "Office space question",
      fit: 16,
    },
  ],
  details: [
    {
      ask: "Who would be living there?",
      answers: ["My partner and I, and the baby.", "Just me.", "{Three|Four} of us, we all work at the hospital."],
    },
    {
      ask: "Which area do you prefer?",
      answers: ["Near the {station|hospital|university}, I do not drive.", "Anywhere with a school close by."],
    },
    {
      ask: "Do you need it furnished?",
      answers: ["Yes, I only have two suitcases.", "No, we bring our own things.", "A kitchen is enough."],
    },
  ],
  questions: [
    {
      say: "Are bills included?",
      answer: "Water is included, electricity and internet are not.",
      topic: "bills",
    },
    {
      say: "How long is the contract?",
      answer: "Twelve months to start with, and two months' notice after that.",
      topic: "contract length",
    },
    {
      say: "How big is the deposit?",
      answer: "Five weeks' rent, held in a protected scheme.",
      topic: "deposit",
    },
    {
      say: "Is there a parking space?",
      answer: "There is one for each flat, in the courtyard.",
      topic: "parking",
    },
    {
      say: "What papers do you need from me?",
      answer: "An identity document, three payslips and a reference from your last landlord.",
      topic: "paperwork",
    },
  ],
  pricing: [
    {
      say: "What is the rent?",
      answer: "It is thirteen hundred and fifty pounds a month, without bills.",
      topic: "rent",
    },
    {
      say: "What would I pay each month, all in?",
      answer: "With council tax and bills it comes to about sixteen hundred pounds.",
      topic: "rent",
    },
  ],
  trials: [
    {
      say: "Can you send me the floor plan and a video first?",
      answer: "Of course, you will have both by e-mail in a few minutes.",
      topic: "floor plan",
    },
  ],
  objections: [
    {
      say: "That is a long way from the centre.",
      answer: "It is twelve minutes by tram, and the stop is at the door.",
      label: "location",
    },
    {
      say: "The rent is higher than I hoped.",
      answer: "There is a smaller one in the same building for two hundred less.",
      label: "price",
    },
    {
      say: "The pictures look rather dark.",
      answer: "They were taken in December. It is much brighter when you stand in it.",
      label: "light",
    },
  ],
  urgencyQuestions: ["When would you like to move in?", "Do you have a date in mind?"],
  urgency: {
    urgent: [
      { say: "I have to be out of my place by the {day}.", score: 96 },
      { say: "My new job starts next week, so right away.", score: 93 },
      { say: "As soon as the keys are free, we are in a hotel.", score: 90 },
    ],
    soon: [
      { say: "In about two months, when our contract ends.", score: 58 },
      { say: "Before the new school year.", score: 48 },
    ],
    none: [
      { say: "We are just having a look, there is no date.", score: 10 },
      { say: "Perhaps next year, if at all.", score: 8 },
    ],
  },
  budgetQuestions: ["What rent would you be comfortable with?", "Do you have a limit for the rent?"],
  budget: {
    ready: [
      { say: "Up to {sum} a month is fine, we both earn well.", score: 88 },
      { say: "My employer pays {sum} a month towards it.", score: 93 },
    ],
    limited: [
      { say: "It cannot be more than {sum} a month.", score: 54 },
      { say: "I could stretch to {sum}, but not a penny more.", score: 50 },
    ],
    none: [
      { say: "I am between jobs, so I cannot really say.", score: 10 },
      { say: "I have not thought about money yet.", score: 18 },
    ],
  },
  offers: ["Would you like to see it?", "Shall I arrange a viewing for you?"],
  declines: [
    { say: "No, that is not what I am looking for.", score: 10 },
    { say: "Thanks, we will keep looking elsewhere.", score: 14 },
    { say: "We have just signed for another place.", score: 3 },
  ],
  errands: [
    {
      title: "Heating repair",
      topic: "repair",
      turns: [
        "I live at Dock Road number {count} and the heating is cold.",
        "I am sorry. Is it the whole flat or one room?",
        "The whole flat, since last night.",
        "I have reported it as urgent. A heating engineer will ring you within two hours.",
        "Thank you, I will keep my phone on.",
      ],
    },
    {
      title: "Noise complaint",
      topic: "complaint",
      turns: [
        "The people above me have had parties every night this week.",
        "That is not acceptable. Which flat is it?",
        "Number {count}, on the third floor.",
        "I will write to them today, and the building manager will look in this evening.",
        "I hope that helps, I have not slept properly.",
      ],
    },
    {
      title: "Parcel question",
      topic: "parcel",
      turns: [
        "I am a courier and have a parcel for somebody in your building.",
        "You can leave it in the parcel room, the code is with your dispatcher.",
        "Great, cheers.",
      ],
    },
  ],
};
